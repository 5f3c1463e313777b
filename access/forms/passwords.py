"""Signing in, and setting a new password: allauth's forms in our words, and the way by an administrator's code."""

from allauth.account import forms as allauth
from allauth.core import context
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.functional import lazystr
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.models import User

ACCOUNT = _("E-mail, mobile number or user name")
NEW_PASSWORD, AGAIN, PRESENT = _("New password"), _("New password again"), _("Present password")
NEW = {"autocomplete": "new-password"}
DIFFER = _("The two passwords differ: type the same one twice.")
WRONG = _("This is not your present password.")


class _Rules:
    """The rules of passwords as one sentence after the other, written when the page is."""

    def __str__(self) -> str:
        return " ".join(password_validators_help_texts())


def new_password(label=NEW_PASSWORD) -> forms.CharField:
    """A field for a new password, with the rules below it."""
    return forms.CharField(
        label=label, help_text=lazystr(_Rules()), max_length=128, strip=False, widget=forms.PasswordInput(attrs=NEW)
    )


def password_again(label=AGAIN) -> forms.CharField:
    """The same once more."""
    return forms.CharField(label=label, max_length=128, strip=False, widget=forms.PasswordInput(attrs=NEW))


def present_password(label=PRESENT) -> forms.CharField:
    """The password that is to be proved."""
    attrs = {"autocomplete": "current-password"}
    return forms.CharField(label=label, max_length=128, strip=False, widget=forms.PasswordInput(attrs=attrs))


def is_own_password(user: User, password: str) -> bool:
    """Whether a signed-in person typed the own password: counted and logged like a sign-in."""
    return authenticate(context.request, username=user.username, password=password) == user


class SignInForm(allauth.LoginForm):
    """One field for whatever name the person remembers, and the password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=ACCOUNT,
            max_length=254,
            widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
        )
        self.fields["password"] = present_password(_("Password"))


class NewPassword:
    """Mixin: both new passwords, which must agree and follow the rules for ``self.user``."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"] = new_password()
        self.fields["password2"] = password_again()

    def clean_password1(self) -> str:
        """The rules of settings.AUTH_PASSWORD_VALIDATORS."""
        password = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict:
        """Both must agree."""
        data = forms.Form.clean(self)
        if data.get("password1") and data.get("password2") and data["password1"] != data["password2"]:
            self.add_error("password2", DIFFER)
        return data


class ChangePasswordForm(NewPassword, allauth.ChangePasswordForm):
    """A new password by the present one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = present_password()
        self.order_fields(["oldpassword", "password1", "password2"])

    def clean_oldpassword(self) -> str:
        """The present password."""
        if not is_own_password(self.user, self.cleaned_data["oldpassword"]):
            raise ValidationError(WRONG, code="wrong")
        return self.cleaned_data["oldpassword"]


class ResetPasswordForm(NewPassword, allauth.ResetPasswordKeyForm):
    """A new password by the link of a mail."""


class ResetCodeForm(NewPassword, Form):
    """A new password by a code. The view asks whether account and code fit before the password is judged."""

    login = forms.CharField(label=ACCOUNT, max_length=254, widget=forms.TextInput(attrs={"autocomplete": "username"}))
    code = forms.CharField(
        label=_("Code from your administrator"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )

    def __init__(self, *args, fits, **kwargs):
        super().__init__(*args, **kwargs)
        self.fits, self.user = fits, None

    def clean_code(self) -> str:
        """Account and code together; ``fits`` counts a wrong one."""
        code = self.cleaned_data["code"]
        user = User.objects.signing_in_as(self.cleaned_data.get("login", ""))
        if not self.fits(user, code):
            raise ValidationError(
                _now("This account and code do not fit, or the code is used or too old: ask for a new one."),
                code="wrong",
            )
        self.user = user
        return code

    def clean_password1(self) -> str:
        """Judged by the person's own rules only once the code has proved who it is."""
        return super().clean_password1() if self.user is not None else self.cleaned_data["password1"]
