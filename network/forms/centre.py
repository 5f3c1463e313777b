"""Establishing a centre, its facts, and what it says about itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.dates import DayField
from access.forms.public_numbers import PublicNumbers
from network.domain import centres
from network.domain.centres import CONTACT_FIELDS, FACT_FIELDS, CentreFacts
from network.enums import CentreLevel
from network.forms.changes import ReasonForm, VersionForm
from network.forms.hospital_field import HospitalField
from network.forms.network import NetworkFields, slug_field
from network.models import Centre, DiseaseField
from tools import clock


class CentreContactForm(PublicNumbers, Form):
    """Work telephone, address and the summary that visitors read."""

    public_fields = CONTACT_FIELDS

    version = forms.IntegerField(widget=forms.HiddenInput)
    phone = forms.RegexField(
        r"^[0-9+()/ -]{0,40}$",
        label=_("Work phone"),
        required=False,
        help_text=_("With the area code, such as 0311-12345678. It stands on public pages: no private numbers."),
        error_messages={"invalid": _("Use digits, spaces and the signs + - / ( ) only.")},
    )
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    summary_zh = forms.CharField(
        label=_("Summary in Chinese"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What the centre does and for whom, in a few sentences."),
    )
    summary_en = forms.CharField(
        label=_("Summary in English"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args, centre: Centre, **kwargs):
        initial = {name: getattr(centre, name) for name in (*CONTACT_FIELDS, "version")}
        super().__init__(*args, initial=initial, **kwargs)

    @property
    def changes(self) -> dict:
        """Field name → text, for the verb."""
        return {name: self.cleaned_data[name] for name in CONTACT_FIELDS}


class CentreFields(Form):
    """The facts of a centre."""

    name_zh = forms.CharField(label=_("Chinese name"), max_length=100, help_text=_("As the approval names it."))
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)
    host = HospitalField(label=_("Host institution"))
    field = forms.ModelChoiceField(label=_("Disease field"), queryset=DiseaseField.objects.order_by("position"))
    level = forms.ChoiceField(label=_("Level"), choices=CentreLevel.choices, initial=CentreLevel.PROVINCIAL)
    director_name = forms.CharField(label=_("Director"), max_length=60, required=False)
    established_on = DayField(label=_("Established on"), initial=clock.today)


class EstablishCentreForm(NetworkFields, CentreFields):
    """A centre with its first network; further networks are opened on its page."""

    slug = slug_field(_("Name in the addresses of its public pages"))

    field_order = (*CentreFields.base_fields, "slug", *NetworkFields.base_fields)

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        host, day = data.get("host"), data.get("established_on")
        lost = centres.host_problem(host, day) if host and day else None
        if lost:
            self.add_error("host", str(lost))
        owned = centres.taken(Centre, slug=data["slug"]) if data.get("slug") else None
        if owned:
            self.add_error("slug", str(owned))
        if day:
            self.check_network(day)
        return data

    def facts(self) -> CentreFacts:
        """What was entered about the centre, for the verb."""
        return CentreFacts(**{name: self.cleaned_data[name] for name in (*FACT_FIELDS, "slug")})


class ReviseCentreForm(ReasonForm, VersionForm, CentreFields):
    """Other facts of a centre that is there."""

    field_order = (*CentreFields.base_fields, "reason")

    def __init__(self, *args, centre: Centre, **kwargs):
        super().__init__(*args, initial={name: getattr(centre, name) for name in (*FACT_FIELDS, "version")}, **kwargs)
        self.centre = centre

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        for field, sentence in centres.unfit_facts(self.centre, {k: v for k, v in data.items() if k in FACT_FIELDS}):
            self.add_error(field, str(sentence))
        return data

    @property
    def changes(self) -> dict:
        """Field name → value, for the verb."""
        return {name: self.cleaned_data[name] for name in FACT_FIELDS}
