"""The codes and keys of the second factor, as people enter them."""

import struct
from contextlib import contextmanager

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.app_settings import TOTP_PERIOD, TOTP_TOLERANCE
from allauth.mfa.base import forms as base
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as keys
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from access.actor import Actor
from access.domain import sign_ins
from access.forms.base import Form, SafeText

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 20, "spellcheck": "false"}
LONGEST_NAME = 60
LOCKED = _(
    "The account is locked for a while after several wrong codes or passwords: try again later, or ask the "
    "administrator of your organisation."
)


class Counted:
    """A code is a try at the account like a password: counted before it is looked at, five wrong ones lock."""

    def clean_code(self) -> str:
        """The code as the library takes it. Raises ValidationError, which is logged: a wrong one, or locked."""
        by = Actor.at_sign_in(context.request, self.user)
        left = sign_ins.count_try(self.user, by=by)
        try:
            code = self._unused(super().clean_code()) if left is not None else _locked()
        except forms.ValidationError:
            sign_ins.note_failure(self.user, locked=left == 0, what=sign_ins.WRONG_FACTOR, by=by)
            raise
        sign_ins.give_back(self.user, by=by)
        return code

    def _unused(self, typed: str) -> str:
        """A code counts once for as long as it is valid: allauth forgets it after one period, we accept three."""
        code = "".join(typed.split())
        key = f"second_factor.used:{self.user.pk}:{code}"
        if not cache.add(key, True, timeout=TOTP_PERIOD * (2 * TOTP_TOLERANCE + 1)):
            raise get_adapter().validation_error("incorrect_code")
        return code


def _locked() -> str:
    raise forms.ValidationError(LOCKED, code="locked")


class AuthenticateForm(Counted, base.AuthenticateForm):
    """At sign-in: the code of the app, or one of the recovery codes."""

    code = forms.CharField(
        label=_("Code of the second step"),
        help_text=_("Six digits from the authenticator app, or one of your recovery codes."),
        widget=forms.TextInput(attrs=CODE),
    )


class ReauthenticateForm(Counted, base.ReauthenticateForm):
    """The same before a sensitive step."""

    code = forms.CharField(
        label=_("Code of the second step"),
        help_text=_("Six digits from the authenticator app, or one of your recovery codes."),
        widget=forms.TextInput(attrs=CODE),
    )


class ActivateForm(ActivateTOTPForm):
    """The first code of a new authenticator app proves that it works."""

    code = forms.CharField(
        label=_("Code that the app shows now"), help_text=_("Six digits."), widget=forms.TextInput(attrs=CODE)
    )


class Unforged:
    """What a browser sends about a passkey has a shape; anything else is a wrong answer, not an error of ours."""

    def clean_credential(self):
        """As the library does. Raises ValidationError for whatever it stumbles over, which is logged."""
        try:
            with _wrong_answer():
                return super().clean_credential()
        except forms.ValidationError:
            by = Actor.at_sign_in(context.request, self.user)
            sign_ins.note_failure(self.user, what=sign_ins.WRONG_FACTOR, by=by)
            raise


@contextmanager
def _wrong_answer():
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, struct.error):
        raise get_adapter().validation_error("incorrect_code") from None


class LoginKeyForm(Unforged, keys.LoginWebAuthnForm):
    """Signing in by a passkey alone."""


class AuthenticateKeyForm(Unforged, keys.AuthenticateWebAuthnForm):
    """A passkey as the second step of signing in."""


class ReauthenticateKeyForm(Unforged, keys.ReauthenticateWebAuthnForm):
    """A passkey before a sensitive step."""


class AddKeyForm(SafeText, keys.AddWebAuthnForm):
    """A new passkey; what the browser made stands in the hidden field."""

    name = forms.CharField(
        label=_("Name of the passkey"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("So that you recognise it later, such as “office computer”."),
    )
    passwordless = forms.BooleanField(
        label=_("Sign in with it without a password"),
        required=False,
        initial=True,
        help_text=_("The device then asks for its PIN, a finger or a face. Untick this for an old security key."),
    )

    def clean(self) -> dict:
        """What the browser made. Raises ValidationError for whatever the library stumbles over."""
        with _wrong_answer():
            return super().clean()


class RenameKeyForm(SafeText, keys.EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(label=_("Name of the passkey"), max_length=LONGEST_NAME)


class RemovalForm(Form):
    """Why an administrator takes a person's second factor away."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
