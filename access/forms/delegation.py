"""Naming a deputy."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access import delegation_kinds
from access.domain.delegations import LONGEST_DAYS, colleagues
from access.forms.base import Form
from access.forms.dates import DayField
from tools import clock


class DelegationForm(Form):
    """Who acts in the role, for which acts, and between which days."""

    deputy = forms.ModelChoiceField(
        queryset=None, label=_("Deputy"), help_text=_("A colleague who holds a role in the same organisation today.")
    )
    kind = forms.ChoiceField(label=_("For which acts"))
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"), help_text=_("The deputy's rights end by themselves after this day."))
    reason = forms.CharField(label=_("Reason"), max_length=200, help_text=_("Such as: leave, business trip."))

    def __init__(self, *args, assignment, **kwargs):
        super().__init__(*args, **kwargs)
        self.assignment = assignment
        self.fields["deputy"].queryset = colleagues(assignment)
        self.fields["kind"].choices = delegation_kinds.choices()

    def clean_first(self):
        """Not in the past: nobody has acted for somebody afterwards."""
        day = self.cleaned_data["first"]
        if day < clock.today():
            raise ValidationError(_("Choose today or a later day."), code="past")
        return day

    def clean(self) -> dict:
        """The days in their order, within a year and the role's own days."""
        data = super().clean()
        first, last = data.get("first"), data.get("last")
        if first and last:
            self._check_last(first, last)
        return data

    def _check_last(self, first, last) -> None:
        if last < first:
            self.add_error("last", _("The last day cannot be before the first day."))
        elif (last - clock.today()).days > LONGEST_DAYS:
            self.add_error("last", _("Choose a day within a year; name a deputy again when it is over."))
        elif self.assignment.valid_to and last > self.assignment.valid_to:
            self.add_error("last", _("Your role ends earlier: choose a day on which you still hold it."))
