"""A new version of a tier."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.dates import DayField
from network.tier_text import CONTENT
from tools import clock

CODE = RegexValidator(r"^[a-z][a-z0-9_]{1,39}$", _("Begin with a letter; then small letters, digits and underscores."))
LONG = {"rows": 4}


class TierForm(Form):
    """What the tier is called and asks, and from when to when."""

    name_zh = forms.CharField(label=_("Chinese name"), max_length=60)
    name_en = forms.CharField(label=_("English name"), max_length=100, required=False)
    rank = forms.IntegerField(
        label=_("Place in the order"), min_value=1, max_value=99, help_text=_("1 is the closest tier.")
    )
    quota = forms.IntegerField(
        label=_("Quota"),
        required=False,
        min_value=1,
        max_value=9999,
        help_text=_(
            "So many members in one network; beyond, the centre is warned. A rule's own quota goes before it."
        ),
    )
    requirements_zh = forms.CharField(
        label=_("Requirements in Chinese"), required=False, max_length=1000, widget=forms.Textarea(attrs=LONG)
    )
    requirements_en = forms.CharField(
        label=_("Requirements in English"), required=False, max_length=1000, widget=forms.Textarea(attrs=LONG)
    )
    valid_from = DayField(label=_("From"), initial=clock.today)
    valid_to = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("Empty: without an end. Members keep an ended tier; nobody joins at it any more."),
    )

    def clean(self) -> dict:
        """The last day is not before the first."""
        data = super().clean()
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", ValidationError(_("Choose a last day that is not before the first one.")))
        return data

    @property
    def content(self) -> dict:
        """The version as the proposal keeps it, once valid."""
        said = self.cleaned_data
        day = said["valid_to"].isoformat() if said["valid_to"] else ""
        return {name: said[name] for name in CONTENT} | {"valid_to": day}


class NewTierForm(TierForm):
    """A tier that there has not been, with its code."""

    code = forms.CharField(
        label=_("Code"), max_length=40, validators=[CODE], help_text=_("Stays as it is: files and addresses name it.")
    )
    field_order = ("code",)

    @property
    def content(self) -> dict:
        """With the code."""
        return super().content | {"code": self.cleaned_data["code"]}
