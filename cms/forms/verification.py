"""What a stranger reads off a certificate."""

from django import forms
from django.utils.translation import gettext_lazy as _


class VerificationForm(forms.Form):
    """Number and code, as they are printed; nothing of it is kept."""

    number = forms.CharField(
        label=_("Number of the certificate"),
        max_length=90,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )
    code = forms.CharField(
        label=_("Verification code"),
        max_length=40,
        help_text=_("Three groups of four letters and digits, beside the QR code."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )
