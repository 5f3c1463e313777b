"""A hospital comes in by itself: who asks, the letter with its seal, and for a new one its facts."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from network.domain.hospital_registrations import HOSPITAL_COLUMNS, OWN_COLUMNS, Person, Request
from network.forms.hospital import RegisterHospitalForm
from network.models import Centre, Hospital, HospitalRegistration
from office.forms.files import FilesField

PHONE = re.compile(r"[0-9+()\- ]{5,30}")


class SearchForm(Form):
    """Looking for one's hospital in the directory."""

    q = forms.CharField(
        label=_("Name or credit code of your hospital"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PersonFields(Form):
    """Who asks, whom they ask, and the letter."""

    person_name = forms.CharField(
        label=_("Your name"), max_length=60, widget=forms.TextInput({"autocomplete": "name"})
    )
    job_title = forms.CharField(label=_("Department and post"), max_length=100)
    email = forms.EmailField(
        label=_("Work e-mail"),
        help_text=_("The answer goes there, and the invitation to your account."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Work phone"), max_length=30, widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"})
    )
    centre = forms.ModelChoiceField(
        label=_("Centre that decides"),
        queryset=Centre.objects.none(),
        required=False,
        empty_label=_("none: the supervising department of the region decides"),
        help_text=_("Name one if your hospital works with it already."),
    )
    letter = FilesField(label=_("Letter with the hospital's seal"), only_scans=True)

    def __init__(self, *args, known: HospitalRegistration | None = None, **kwargs):
        if known is not None:
            first = {name: getattr(known, name) for name in (*OWN_COLUMNS, "centre")}
            kwargs["initial"] = kwargs.get("initial", {}) | first
        super().__init__(*args, **kwargs)
        self.fields["centre"].queryset = Centre.objects.open().alphabetical()
        self.fields["letter"].required = known is None
        if known is not None:
            self.fields["letter"].label = _("Another letter with the hospital's seal, in place of the former")

    def clean_phone(self) -> str:
        """Digits, as they are dialled."""
        phone = self.cleaned_data["phone"]
        if not PHONE.fullmatch(phone):
            raise ValidationError(_("Enter the number as it is dialled, such as 0311-1234567."))
        return phone

    def clean_email(self) -> str:
        """In small letters: the same address is the same person."""
        return self.cleaned_data["email"].lower()

    @property
    def person(self) -> Person:
        """Who asks."""
        return Person(**{name: self.cleaned_data[name] for name in OWN_COLUMNS})


class ClaimForm(PersonFields):
    """A hospital of the directory."""

    def __init__(self, *args, hospital: Hospital, **kwargs):
        super().__init__(*args, **kwargs)
        self.hospital = hospital

    @property
    def request(self) -> Request:
        """What is asked for."""
        return Request(self.person, hospital=self.hospital, centre=self.cleaned_data["centre"])


class NewHospitalForm(PersonFields, RegisterHospitalForm):
    """A hospital that is not in the directory yet."""

    field_order = (*RegisterHospitalForm.field_order, "person_name", "job_title", "email", "phone", "centre", "letter")

    def __init__(self, *args, known: HospitalRegistration | None = None, **kwargs):
        if known is not None:
            facts = {name: getattr(known, name) for name in (*HOSPITAL_COLUMNS, "campus_name", "division", "address")}
            kwargs["initial"] = facts
        super().__init__(*args, known=known, **kwargs)
        del self.fields["campus_name_en"]

    @property
    def request(self) -> Request:
        """What is asked for."""
        self.cleaned_data["campus_name_en"] = ""
        return Request(
            self.person, facts=self.facts(), campus=self.campus(is_main=True), centre=self.cleaned_data["centre"]
        )
