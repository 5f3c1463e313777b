"""Entering branches: of a provincial centre, and of a national one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms.dates import DayField
from network.domain import branch_centres, centre_branches
from network.domain.branch_centres import BranchCentreFacts
from network.domain.centre_branches import BranchFacts
from network.forms.changes import BasisForm
from network.forms.hospital_field import HospitalField
from network.models import Centre, DiseaseField, Region
from tools import clock


class CentreBranchForm(BasisForm):
    """A hospital as a centre's branch in a region."""

    hospital = HospitalField(label=_("Hospital"))
    region = forms.ModelChoiceField(
        label=_("Region"), queryset=Region.objects.all(), help_text=_("The region in which it does the centre's work.")
    )
    valid_from = DayField(label=_("Branch since"), initial=clock.today)

    field_order = ("hospital", "region", "valid_from", "document_number", "document_on")

    def __init__(self, *args, centre: Centre, **kwargs):
        super().__init__(*args, **kwargs)
        self.centre = centre

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        if {"hospital", "region", "valid_from"} <= set(data):
            for field, sentence in centre_branches.problems(self.centre, self.facts()):
                self.add_error(field, str(sentence))
        return data

    def facts(self) -> BranchFacts:
        """What was entered, for the verb."""
        data = self.cleaned_data
        basis = self.basis if {"document_number", "document_on"} <= set(data) else BranchFacts.basis
        return BranchFacts(data["hospital"], data["region"], data["valid_from"], basis)


class BranchCentreForm(BasisForm):
    """A hospital of the province as a branch of a national centre."""

    national_centre = forms.CharField(
        label=_("National centre"), max_length=150, help_text=_("Its full name, as the document writes it.")
    )
    hospital = HospitalField(label=_("Hospital"))
    field = forms.ModelChoiceField(label=_("Disease field"), queryset=DiseaseField.objects.order_by("position"))
    valid_from = DayField(label=_("Branch since"), initial=clock.today)

    field_order = ("national_centre", "hospital", "field", "valid_from", "document_number", "document_on")

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        if {"national_centre", "hospital", "field", "valid_from"} <= set(data):
            for field, sentence in branch_centres.problems(self.facts()):
                self.add_error(field, str(sentence))
        return data

    def facts(self) -> BranchCentreFacts:
        """What was entered, for the verb."""
        data = self.cleaned_data
        basis = self.basis if {"document_number", "document_on"} <= set(data) else BranchCentreFacts.basis
        return BranchCentreFacts(data["national_centre"], data["hospital"], data["field"], data["valid_from"], basis)
