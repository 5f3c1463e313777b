"""How a dated row ends in a form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.dates import DayField
from network.domain import standing
from network.forms.changes import ReasonForm, VersionForm
from tools import clock


class EndForm(ReasonForm, VersionForm):
    """The last day of a dated row, with the reason."""

    last = DayField(label=_("Last day"), initial=clock.today)

    field_order = ("last", "reason")

    def __init__(self, *args, row, **kwargs):
        super().__init__(*args, initial={"version": row.version}, **kwargs)
        self.row = row

    def clean_last(self):
        """A day with which it can end."""
        day = self.cleaned_data["last"]
        problem = standing.end_problem(self.row, day)
        if problem:
            raise forms.ValidationError(str(problem))
        return day

    @property
    def ending(self) -> dict:
        """What the verb takes."""
        data = self.cleaned_data
        return {"last": data["last"], "reason": data["reason"], "expected": data["version"]}
