"""Fields that stand in every form about a change to the directory: the version that was seen, a reason, a last day."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.dates import DayField
from network.domain import closing
from network.domain.organisation_events import Basis
from tools import clock

REASON_HELP = _("Such as the number of the approval. It stays in the logbook, and the people concerned read it.")


class ReasonForm(Form):
    """A change with its reason."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=REASON_HELP, widget=forms.Textarea(attrs={"rows": 2})
    )


class BasisForm(Form):
    """The document on which a change rests, where there is one."""

    document_number = forms.CharField(label=_("Number of the document"), max_length=100, required=False)
    document_on = DayField(label=_("Date of the document"), required=False)

    @property
    def basis(self) -> Basis:
        """What was entered, for the verb."""
        return Basis(self.cleaned_data["document_number"], self.cleaned_data["document_on"])


class VersionForm(Form):
    """A change of what was seen in one version: another one is told as such."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class CloseForm(ReasonForm):
    """From which day on a thing is closed; ``first`` is the day on which it began, if it is known."""

    on = DayField(label=_("First day without it"), initial=clock.today)

    field_order = ("on", "reason")

    def __init__(self, *args, first=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.first = first

    def clean_on(self):
        """A day on which it can close."""
        day = self.cleaned_data["on"]
        problem = closing.day_problem(day, first=self.first)
        if problem:
            raise forms.ValidationError(str(problem))
        return day
