"""One section of the hospital's profile."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from network.models import HospitalProfile
from network.profile_sections import Section
from tools import clock

MOST = 100_000_000
FIRST_YEAR = 2000
# A record number says that there is a record: the field beside it must not say otherwise.
RECORDS = {
    "gcp_record_number": "gcp_registered",
    "device_trial_filing": "device_trial_registered",
    "ethics_record_number": "ethics_committee",
}
YES_NO = [("", _("not known yet")), ("true", _("yes")), ("false", _("no"))]


def _number(model_field) -> forms.IntegerField:
    return forms.IntegerField(
        label=model_field.verbose_name,
        required=False,
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Write a whole number, without words or commas."),
            "min_value": _("This cannot be less than 0."),
            "max_value": _("This is more than any hospital has: compare it with the statistical return."),
        },
    )


def _form_field(model_field) -> forms.Field:
    kind = model_field.get_internal_type()
    if kind in ("PositiveIntegerField", "PositiveSmallIntegerField"):
        return _number(model_field)
    if kind == "BooleanField":
        return forms.TypedChoiceField(
            label=model_field.verbose_name,
            required=False,
            choices=YES_NO,
            coerce=lambda value: value == "true",
            empty_value=None,
        )
    if kind == "TextField":
        return forms.CharField(
            label=model_field.verbose_name,
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
    return forms.CharField(label=model_field.verbose_name, required=False, max_length=model_field.max_length)


class ProfileSectionForm(Form):
    """The fields of one section, empty until somebody knows; ``version`` finds out whether somebody was faster."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, section: Section, profile: HospitalProfile, **kwargs):
        initial = {"version": profile.version}
        for name in section.fields:
            value = getattr(profile, name)
            initial[name] = str(value).lower() if isinstance(value, bool) else value
        super().__init__(*args, initial=initial, **kwargs)
        self.section = section
        for name in section.fields:
            self.fields[name] = _form_field(HospitalProfile._meta.get_field(name))

    def clean_figures_year(self):
        """A year that is over, or this one."""
        year = self.cleaned_data["figures_year"]
        latest = clock.today().year
        if year is not None and not FIRST_YEAR <= year <= latest:
            raise ValidationError(
                _("Write a year between %(first)d and %(last)d.") % {"first": FIRST_YEAR, "last": latest}
            )
        return year

    def clean(self) -> dict:
        """A record number needs its “yes”."""
        data = super().clean()
        for number, answer in RECORDS.items():
            if data.get(number) and not data.get(answer):
                self.add_error(answer, _("A record number is given: choose “yes”, or take the number out."))
        return data

    @property
    def changes(self) -> dict:
        """Field name → value, for the verb."""
        return {name: self.cleaned_data[name] for name in self.section.fields}
