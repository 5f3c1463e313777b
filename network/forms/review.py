"""The centre's forms: remarks, opinion, admission, decline."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from network import terms
from network.domain.reviews import NO_REMARKS, unfit_decision
from network.membership_enums import Verdict
from network.models import Tier
from network.sections import sections_of
from tools import clock


class ReturnForm(Form):
    """A remark for each section that must be completed."""

    def __init__(self, *args, application, **kwargs):
        super().__init__(*args, **kwargs)
        for code, section in sections_of(application).items():
            self.fields[code] = forms.CharField(
                label=section.title, required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
            )

    def clean(self) -> dict:
        """At least one remark: the hospital must know what to do."""
        from access import texts

        data = super().clean()
        if not any(remark.strip() for remark in data.values()):
            raise ValidationError(texts.render(NO_REMARKS))
        return data


class OpinionForm(Form):
    """What a reviewer thinks, and why."""

    verdict = forms.ChoiceField(label=_("Comes to"), choices=Verdict.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("Opinion"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)


class AdmitForm(Form):
    """Tier and term of the membership."""

    tier = forms.ModelChoiceField(label=_("Tier"), queryset=Tier.objects.all(), empty_label=None)
    term_from = forms.DateField(label=_("Term from"), widget=forms.DateInput(attrs={"type": "date"}))
    term_to = forms.DateField(label=_("Term until"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when the tier differs from the one applied for."),
    )

    def __init__(self, *args, application, **kwargs):
        today = clock.today()
        years = application.network.term_years
        kwargs.setdefault("initial", {}).update(
            tier=application.tier, term_from=today, term_to=terms.years_after(today, years) - timedelta(days=1)
        )
        super().__init__(*args, **kwargs)
        self.application = application
        self.fields["tier"].queryset = Tier.objects.offered()

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        entered = {name: data.get(name) for name in ("tier", "term_from", "term_to")}
        for field, sentence in unfit_decision(self.application, **entered, reason=data.get("reason", "")):
            self.add_error(field, str(sentence))
        return data


class DeclineForm(Form):
    """The reason that the hospital reads."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)
