"""Number and code of a receipt on paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from office.domain.receipts import carries, is_intact
from office.models import Receipt


class CheckForm(Form):
    """What is read off a printed receipt; ``receipt`` is the one that was found."""

    number = forms.CharField(label=_("Number of the receipt"), max_length=30)
    code = forms.CharField(
        label=_("Receipt code"),
        max_length=80,
        help_text=_("Four groups of four characters below the number; not the check at the foot of the page."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor, self.receipt = actor, None

    def clean(self) -> dict:
        """Find the receipt among those that the person may see. A wrong code and a hidden receipt answer alike."""
        data = super().clean()
        if self.errors:
            return data
        rows = Receipt.objects.select_related("issued_to").visible_to(self.actor)
        found = rows.filter(number=data["number"].strip()).first()
        if found is None or not carries(found, data["code"]):
            raise forms.ValidationError(
                _("No receipt with this number and code is known to you: read both from the paper once more.")
            )
        if not is_intact(found):
            raise forms.ValidationError(
                _("The number is known, but the content kept here no longer gives this hash: tell the auditor.")
            )
        self.receipt = found
        return data
