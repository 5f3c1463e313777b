"""Handing roles over to a successor, and closing an account."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.domain.hand_overs import colleagues, open_roles
from access.forms.base import Form
from access.forms.dates import DayField
from tools import clock


class RolesField(forms.ModelMultipleChoiceField):
    """Roles by their titles."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj) -> str:
        """The title of the role."""
        return obj.role_title


class HandOverForm(Form):
    """Which roles, to whom, from which day, and why."""

    roles = RolesField(queryset=None, label=_("Roles"))
    successor = forms.ModelChoiceField(
        queryset=None,
        label=_("Successor"),
        help_text=_("A colleague who holds a role in the same organisation today."),
    )
    first_day = DayField(
        label=_("First day of the successor"), help_text=_("The role ends for the present holder on the day before.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args, assignment, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].queryset = open_roles(assignment)
        self.fields["roles"].initial = [item.pk for item in open_roles(assignment)]
        self.fields["successor"].queryset = colleagues(assignment).exclude(pk=actor.user.pk)

    def clean_roles(self) -> list[int]:
        """Their keys, as the verb takes them."""
        return [item.pk for item in self.cleaned_data["roles"]]

    def clean_first_day(self):
        """Not in the past."""
        day = self.cleaned_data["first_day"]
        if day < clock.today():
            raise ValidationError(_("Choose today or a later day."), code="past")
        return day


class ReasonForm(Form):
    """Why something is done that others will ask about."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
