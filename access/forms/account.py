"""What a person changes about the own account."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.passwords import WRONG, is_own_password, present_password
from access.models import User
from tools.phone import normalise_mobile

TAKEN = {
    "mobile": _("This number cannot be used: enter your own, or ask your administrator."),
    "email": _("This address cannot be used: enter your own, or ask your administrator."),
}


class ContactForm(Form):
    """Mobile number and e-mail address: both sign in, and the address gets the link for a new password."""

    mobile = forms.CharField(
        label=_("Mobile number"),
        required=False,
        max_length=20,
        help_text=_("A number of mainland China, with or without +86. You can sign in with it."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("News and the link for a new password go there. You can sign in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = present_password()

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, initial={"mobile": user.mobile, "email": user.email}, **kwargs)
        self.user = user

    def clean_mobile(self) -> str:
        """As it is stored; refused when it is no mobile number."""
        typed = self.cleaned_data["mobile"]
        mobile = normalise_mobile(typed)
        if typed and not mobile:
            raise ValidationError(_("Enter a mobile number of eleven digits, such as 139 1234 5678."), code="invalid")
        return mobile

    def clean_password(self) -> str:
        """The present password: an unattended desk must not become another's account."""
        if not is_own_password(self.user, self.cleaned_data["password"]):
            raise ValidationError(WRONG, code="wrong")
        return self.cleaned_data["password"]

    def clean(self) -> dict:
        """Refused when another account has one of them, which is told to whoever gave the own password only.

        Each wrong password counts as at sign-in, so that nobody leafs through numbers and addresses here.
        """
        data = super().clean()
        if "password" in data:
            self._refuse_taken(mobile=data.get("mobile"))
            self._refuse_taken(email__iexact=data.get("email"))
        return data

    def _refuse_taken(self, **wanted) -> None:
        ((name, value),) = wanted.items()
        if value and User.objects.filter(**wanted).exclude(pk=self.user.pk).exists():
            field = name.partition("__")[0]
            self.add_error(field, ValidationError(TAKEN[field], code="taken"))
