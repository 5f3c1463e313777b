"""Correcting the own name, and asking to be deleted."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.passwords import WRONG, is_own_password, present_password


class OwnForm(Form):
    """Whoever sits at an unattended desk does not know the password."""

    password = present_password()

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """The present password."""
        if not is_own_password(self.user, self.cleaned_data["password"]):
            raise ValidationError(WRONG, code="wrong")
        return self.cleaned_data["password"]


class NameForm(OwnForm):
    """The own name as it is on the staff card."""

    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("As it is on the staff card."))
    field_order = ["name", "password"]


class DeletionForm(OwnForm):
    """Why, if the person wants to say so."""

    wish = forms.CharField(label=_("Reason"), max_length=200, required=False)
    field_order = ["wish", "password"]
