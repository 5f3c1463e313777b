"""A new version of the rule of the annual confirmation."""

from datetime import date

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from network.seasons import MOST_GRACE_DAYS
from tools import clock

YEARS_AHEAD = 5


class SeasonRuleForm(Form):
    """From which year the rule holds, and its days in each year."""

    first_year = forms.TypedChoiceField(
        label=_("First year"), coerce=int, help_text=_("The seasons of the years before stay as they were.")
    )
    opens_month = forms.TypedChoiceField(label=_("Month of opening"), coerce=int, choices=MONTHS.items)
    opens_day = forms.IntegerField(label=_("Day of opening"), min_value=1, max_value=31)
    due_month = forms.TypedChoiceField(label=_("Month of the due day"), coerce=int, choices=MONTHS.items)
    due_day = forms.IntegerField(label=_("Due day"), min_value=1, max_value=31)
    grace_days = forms.IntegerField(
        label=_("Days of grace"),
        min_value=0,
        max_value=MOST_GRACE_DAYS,
        help_text=_("Natural days after the due day; on the day after the last one a member lapses."),
    )
    note_zh = forms.CharField(label=_("Note in Chinese"), required=False, max_length=500)
    note_en = forms.CharField(label=_("Note in English"), required=False, max_length=500)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        following = clock.today().year + 1
        self.fields["first_year"].choices = [(year, str(year)) for year in range(following, following + YEARS_AHEAD)]

    @property
    def valid_from(self) -> date:
        """The first day from which the rule holds."""
        return date(self.cleaned_data["first_year"], 1, 1)

    @property
    def content(self) -> dict:
        """The rule as the proposal keeps it, once valid."""
        said = self.cleaned_data
        days = {"opens": [said["opens_month"], said["opens_day"]], "due": [said["due_month"], said["due_day"]]}
        return days | {name: said[name] for name in ("grace_days", "note_zh", "note_en")}


def initial_of(content: dict) -> dict:
    """A rule's content as the form's initial values."""
    (opens_month, opens_day), (due_month, due_day) = content["opens"], content["due"]
    days = {"opens_month": opens_month, "opens_day": opens_day, "due_month": due_month, "due_day": due_day}
    return days | {name: content[name] for name in ("grace_days", "note_zh", "note_en")}
