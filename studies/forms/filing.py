"""The forms of filings: opening one, recording what the registry did, the copy that stands there, reports."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.dates import DayField
from access.refusals import refusal
from studies.enums.filing import FilingTarget, FilingTiming
from studies.policies import filings as policies
from tools import clock


def _not_ahead(day):
    if day is not None and day > clock.today():
        raise forms.ValidationError(str(refusal(policies.IN_FUTURE)))
    return day


class FileForm(Form):
    """The registry."""

    target = forms.ChoiceField(label=_("Registry"))

    def __init__(self, *args, study, **kwargs):
        super().__init__(*args, **kwargs)
        there = set(study.filings.standing().values_list("target", flat=True))
        fit = [target for target in policies.targets_of(study.kind) if target not in there]
        self.fields["target"].choices = [(target.value, target.label) for target in fit]


class CopyForm(Form):
    """Which version of the record stands at the registry."""

    record_version = forms.TypedChoiceField(label=_("Version of the record that was filed"), coerce=int)

    def __init__(self, *args, filing, **kwargs):
        super().__init__(*args, **kwargs)
        rows = filing.study.versions.order_by("-number").values_list("number", "written_at")
        self.fields["record_version"].choices = [
            (number, f"{number} · {clock.local(at):%Y-%m-%d}") for number, at in rows
        ]


class SubmitForm(CopyForm):
    """When which version was submitted."""

    submitted_on = DayField(label=_("Submitted on"))

    def clean_submitted_on(self):
        """Recorded once it happened."""
        return _not_ahead(self.cleaned_data["submitted_on"])


class PublishForm(CopyForm):
    """The number that the registry gave, and when."""

    number = forms.CharField(label=_("Number of the registry"), max_length=40)
    published_on = DayField(label=_("Published on"))
    timing = forms.ChoiceField(label=_("Time of the registration"), choices=FilingTiming.choices)

    def __init__(self, *args, filing, **kwargs):
        super().__init__(*args, filing=filing, **kwargs)
        self.filing = filing
        if filing.target != FilingTarget.CHICTR:
            del self.fields["timing"]

    def clean_number(self) -> str:
        """A number as the registry writes it."""
        number = self.cleaned_data["number"]
        wrong = policies.number_fits(self.filing.target, number)
        if wrong:
            raise forms.ValidationError(str(wrong))
        return number

    def clean_published_on(self):
        """Recorded once it happened."""
        return _not_ahead(self.cleaned_data["published_on"])


class ReportForm(Form):
    """That the registry was told."""

    reported_on = DayField(label=_("Reported on"))
    note = forms.CharField(label=_("Note"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_reported_on(self):
        """Recorded once it happened."""
        return _not_ahead(self.cleaned_data["reported_on"])
