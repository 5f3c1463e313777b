"""Entering partners and alliances."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.dates import DayField
from network.domain import alliances, partners
from network.domain.alliances import AllianceFacts
from network.domain.organisation_events import NO_BASIS
from network.domain.partners import Control, PartnerFacts
from network.forms.changes import BasisForm, VersionForm
from network.forms.hospital_field import HospitalField
from network.models import Alliance, Centre, Hospital, Partner
from network.structure_enums import ForeignControl, PartnerKind
from tools import clock

BASIS_FIELDS = ("document_number", "document_on")
CONTROL_FIELDS = ("foreign_control", "control_basis", "checked_on")


class ControlFields(Form):
    """Whether a partner is controlled from abroad."""

    foreign_control = forms.ChoiceField(
        label=_("Control from abroad"),
        choices=ForeignControl.choices,
        initial=ForeignControl.UNKNOWN,
        help_text=_("Samples and data of human genetic resources may not be given to foreign-controlled partners."),
    )
    control_basis = forms.CharField(
        label=_("Basis of that answer"),
        required=False,
        max_length=300,
        help_text=_("Such as an extract of a register."),
    )
    checked_on = DayField(label=_("Checked on"), required=False)

    def control(self) -> Control:
        """What was entered, for the verb."""
        return Control(*(self.cleaned_data[name] for name in CONTROL_FIELDS))


class PartnerForm(ControlFields, BasisForm):
    """A partner of a centre."""

    kind = forms.ChoiceField(label=_("Kind"), choices=PartnerKind.choices)
    name = forms.CharField(label=_("Name"), max_length=150)
    credit_code = forms.CharField(
        label=_("Unified social credit code"),
        required=False,
        max_length=40,
        help_text=_("18 characters. Spaces and small letters are put right by themselves."),
    )
    place = forms.CharField(label=_("Place"), max_length=100, required=False)
    purpose = forms.CharField(label=_("What for"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    valid_from = DayField(label=_("Partner since"), initial=clock.today)

    field_order = ("kind", "name", "credit_code", "place", "purpose", "valid_from", *BASIS_FIELDS, *CONTROL_FIELDS)

    def __init__(self, *args, centre: Centre, **kwargs):
        super().__init__(*args, **kwargs)
        self.centre = centre

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        if set(self.fields) <= set(data):
            for field, sentence in partners.problems(self.centre, self.facts()):
                self.add_error(field, str(sentence))
        return data

    def facts(self) -> PartnerFacts:
        """What was entered, for the verb."""
        names = ("kind", "name", "purpose", "valid_from", "credit_code", "place")
        return PartnerFacts(
            **{name: self.cleaned_data[name] for name in names}, control=self.control(), basis=self.basis
        )


class ControlForm(ControlFields, VersionForm):
    """The answer after another check."""

    def __init__(self, *args, partner: Partner, **kwargs):
        seen = {name: getattr(partner, name) for name in (*CONTROL_FIELDS, "version")}
        super().__init__(*args, initial=seen, **kwargs)

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        if set(CONTROL_FIELDS) <= set(data):
            for field, sentence in partners.control_problems(self.control()):
                self.add_error(field, str(sentence))
        return data


class AllianceForm(BasisForm):
    """An alliance that a hospital leads."""

    name = forms.CharField(label=_("Name"), max_length=100)
    valid_from = DayField(label=_("Alliance since"), initial=clock.today)

    field_order = ("name", "valid_from", *BASIS_FIELDS)

    def __init__(self, *args, hospital: Hospital, **kwargs):
        super().__init__(*args, **kwargs)
        self.hospital = hospital

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        if {"name", "valid_from"} <= set(data):
            for field, sentence in alliances.problems(self.hospital, self.facts()):
                self.add_error(field, str(sentence))
        return data

    def facts(self) -> AllianceFacts:
        """What was entered, for the verb."""
        data = self.cleaned_data
        basis = self.basis if set(BASIS_FIELDS) <= set(data) else NO_BASIS
        return AllianceFacts(data["name"], data["valid_from"], basis)


class AllianceMemberForm(Form):
    """A hospital in an alliance."""

    hospital = HospitalField(label=_("Hospital"))
    valid_from = DayField(label=_("Member since"), initial=clock.today)

    def __init__(self, *args, alliance: Alliance, **kwargs):
        super().__init__(*args, **kwargs)
        self.alliance = alliance

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        if {"hospital", "valid_from"} <= set(data):
            for field, sentence in alliances.member_problems(self.alliance, data["hospital"], data["valid_from"]):
                self.add_error(field, str(sentence))
        return data
