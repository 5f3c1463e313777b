"""What of the news reaches a person by which way, and when."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from access.delivery import channels, digests, kinds
from access.enums import BADGE, Channel, DeliveryState, Rhythm, Way
from access.forms.base import Form
from access.models import ChannelChoice, Delivery, DeliveryHours, Notification
from tools import clock

MISSING = {
    Channel.EMAIL: _("Your account has no e-mail address."),
    Channel.MESSAGE: _("Your account has no mobile number."),
}
FIXED = _("News about the safety of your account always come by e-mail, too.")
MAIL = "mail_"
HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class ChannelsForm(Form):
    """For each kind of news: when it comes by e-mail, and boxes for what else may be switched off; then the hours."""

    quiet_from = forms.TimeField(label=_("Quiet from"), required=False, widget=forms.TimeInput({"type": "time"}))
    quiet_to = forms.TimeField(
        label=_("Quiet until"),
        required=False,
        widget=forms.TimeInput({"type": "time"}),
        help_text=_("May be on the next morning. Leave both empty for no quiet hours."),
    )
    quiet_days_off = forms.BooleanField(label=_("Quiet on weekends and public holidays, too"), required=False)
    digest = forms.ChoiceField(label=_("How often"), choices=Rhythm.choices)
    digest_hour = forms.TypedChoiceField(label=_("At what time"), choices=HOURS, coerce=int)
    digest_weekday = forms.TypedChoiceField(
        label=_("On which day"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        help_text=_("Counts for a digest once a week."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.hours = channels.hours_of(user)
        for name in ("quiet_from", "quiet_to", "quiet_days_off", "digest", "digest_hour", "digest_weekday"):
            self.fields[name].initial = getattr(self.hours, name)
        chosen = channels.choices_of([user.pk])
        self.kinds = kinds.everyone()
        for kind in self.kinds:
            self._add(kind, chosen)

    def _add(self, kind, chosen) -> None:
        if not kind.is_fixed(Channel.EMAIL):
            self.fields[MAIL + kind.code] = forms.ChoiceField(
                label=_("By e-mail"),
                choices=Way.choices,
                initial=channels.way_of(self.user, kind, Channel.EMAIL, chosen),
            )
        if boxes := self._boxes(kind):
            self.fields[kind.code] = forms.MultipleChoiceField(
                label=_("Further ways"),
                choices=list(boxes.items()),
                initial=[box for box in boxes if self._is_ticked(kind, box, chosen)],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def _boxes(self, kind) -> dict:
        boxes = {Channel.MESSAGE.value: Channel.MESSAGE.label} if Channel.MESSAGE in channels.in_use() else {}
        return boxes if kind.is_counted else boxes | {BADGE: _("number beside the inbox")}

    def _is_ticked(self, kind, box: str, chosen: dict) -> bool:
        if box == BADGE:
            return channels.is_counted(self.user, kind, chosen)
        return channels.way_of(self.user, kind, box, chosen) == Way.AT_ONCE

    def by_kind(self) -> list[dict]:
        """Title, note and fields of each kind."""
        return [
            {
                "title": kind.title,
                "note": FIXED if kind.fixed else "",
                "fields": [self[name] for name in (MAIL + kind.code, kind.code) if name in self.fields],
            }
            for kind in self.kinds
        ]

    def missing(self) -> list[str]:
        """What the account lacks for the channels of this deployment, as sentences."""
        return [str(MISSING[item]) for item in channels.in_use() if not channels.address_of(self.user, item)]

    def clean(self) -> dict:
        """Quiet hours begin and end; what waits for a digest has one to wait for."""
        cleaned = super().clean()
        start, end = cleaned.get("quiet_from"), cleaned.get("quiet_to")
        if not {"quiet_from", "quiet_to"} & self.errors.keys():
            if (start is None) != (end is None):
                missing = "quiet_from" if start is None else "quiet_to"
                self.add_error(missing, ValidationError(_("Give both times, or leave both empty."), code="half"))
            elif start is not None and start == end:
                said = _("Quiet hours end at another time than they begin.")
                self.add_error("quiet_to", ValidationError(said, code="same"))
        if cleaned.get("digest") == Rhythm.OFF and self._in_digest(cleaned):
            said = _("Some news are to come in the digest: choose how often it comes, or another way for them.")
            self.add_error("digest", ValidationError(said, code="none"))
        if cleaned.get("digest") not in (None, Rhythm.OFF) and not self.user.email:
            said = _("The digest comes by e-mail: enter an address under “My account” first.")
            self.add_error("digest", ValidationError(said, code="no_address"))
        return cleaned

    def _in_digest(self, cleaned: dict) -> bool:
        return any(cleaned.get(MAIL + kind.code) == Way.DIGEST for kind in self.kinds)

    @transaction.atomic
    def keep(self) -> None:
        """Write each choice: a person's own preference, no act for the logbook."""
        ChannelChoice.objects.bulk_create(
            self._choices(),
            update_conflicts=True,
            unique_fields=["user", "kind", "channel"],
            update_fields=["wanted", "in_digest"],
        )
        self._keep_hours()
        self._count_again()

    def _choices(self) -> list[ChannelChoice]:
        found = []
        for kind in self.kinds:
            if MAIL + kind.code in self.fields:
                way = self.cleaned_data[MAIL + kind.code]
                facts = {"wanted": way == Way.AT_ONCE, "in_digest": way == Way.DIGEST}
                found.append(ChannelChoice(user=self.user, kind=kind.code, channel=Channel.EMAIL, **facts))
            ticked = self.cleaned_data.get(kind.code, [])
            found += [
                ChannelChoice(user=self.user, kind=kind.code, channel=box, wanted=box in ticked)
                for box in self._boxes(kind)
            ]
        return found

    def _keep_hours(self) -> None:
        names = ("quiet_from", "quiet_to", "quiet_days_off", "digest", "digest_hour", "digest_weekday")
        hours = DeliveryHours(user=self.user, **{name: self.cleaned_data[name] for name in names})
        now = clock.now()
        # What waits for a digest that was switched off comes now, in a last one.
        last = now if digests.waiting_for(self.user).exists() else None
        due = hours.next_digest(now) or last
        values = {name: getattr(hours, name) for name in names} | {"digest_due": due}
        DeliveryHours.objects.update_or_create(user=self.user, defaults=values)
        # What waits for the end of quiet hours that are others now is looked at again by the worker.
        Delivery.objects.filter(user=self.user, state=DeliveryState.QUEUED, attempts=0).update(next_try=now)

    def _count_again(self) -> None:
        """Unread news count beside the inbox as the person has now chosen, those that are there already, too."""
        chosen = channels.choices_of([self.user.pk])
        unread = list(Notification.objects.filter(user=self.user, read_at=None))
        for quiet in (True, False):
            codes = {
                item.code
                for item in unread
                if channels.is_counted(self.user, kinds.kind_of(item.code), chosen) is not quiet
            }
            rows = Notification.objects.filter(user=self.user, read_at=None, code__in=codes)
            rows.exclude(quiet=quiet).update(quiet=quiet)
