"""Naming a hospital in a form: by its credit code or a name, because a list of thousands helps nobody."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from network.models import Hospital

FEW = 5


class HospitalField(forms.CharField):
    """One open hospital, named by its credit code, its whole name, or a part that only one has."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})

    def __init__(self, **options):
        options.setdefault("help_text", _("The credit code, or the name as the list of hospitals shows it."))
        super().__init__(max_length=100, **options)

    def prepare_value(self, value):
        """A hospital shows as its Chinese name, what was typed as itself."""
        return value.name_zh if isinstance(value, Hospital) else value

    def clean(self, value) -> Hospital | None:
        """The hospital. Raises ValidationError when none or several have the name."""
        words = super().clean(value)
        if not words:
            return None
        rows = Hospital.objects.open().alphabetical()
        found = list(rows.filter(name_zh=words)[:2]) or list(rows.named(words)[: FEW + 1])
        if not found:
            raise ValidationError(_("No hospital has this credit code or name: look in the list of hospitals."))
        if len(found) > 1:
            names = ", ".join(str(hospital) for hospital in found[:FEW])
            several = _("Several hospitals fit (%(names)s): enter the credit code.")
            raise ValidationError(several, params={"names": names})
        return found[0]
