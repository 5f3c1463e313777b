"""What of the news reaches a person by e-mail and by message."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.delivery import channels, kinds
from access.enums import Channel
from access.forms.base import Form
from access.models import ChannelChoice

MISSING = {
    Channel.EMAIL: _("Your account has no e-mail address."),
    Channel.MESSAGE: _("Your account has no mobile number."),
}


class ChannelsForm(Form):
    """One group of boxes for each kind of news, one box for each channel that may be switched off."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        chosen = channels.choices_of([user.pk])
        for kind in kinds.everyone():
            self.fields[kind.code] = self._field(kind, chosen)

    def _field(self, kind, chosen) -> forms.MultipleChoiceField:
        usable = [channel for channel in channels.in_use() if not kind.is_fixed(channel)]
        return forms.MultipleChoiceField(
            label=kind.title,
            choices=[(channel, Channel(channel).label) for channel in usable],
            initial=[channel for channel in usable if channels.is_wanted(self.user, kind, channel, chosen)],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=_("News about the safety of your account always come by e-mail, too.") if kind.fixed else "",
        )

    def missing(self) -> list[str]:
        """What the account lacks for the channels of this deployment, as sentences."""
        return [str(MISSING[item]) for item in channels.in_use() if not channels.address_of(self.user, item)]

    def keep(self) -> None:
        """Write each choice: a person's own preference, no act for the logbook."""
        rows = [
            ChannelChoice(user=self.user, kind=code, channel=channel, wanted=channel in self.cleaned_data[code])
            for code, field in self.fields.items()
            for channel, _label in field.choices
        ]
        ChannelChoice.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["user", "kind", "channel"], update_fields=["wanted"]
        )
