"""Agreeing to the privacy notice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form


class PrivacyForm(Form):
    """One box, not ticked beforehand: agreement is an act of one's own."""

    agreed = forms.BooleanField(
        label=_("I have read the notice and agree"),
        error_messages={"required": _("Tick the box if you agree. Without it the workspace stays closed.")},
    )
