"""Records of trial institutions, ethics committees, and the recognition list."""

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.dates import DayField
from network.forms.changes import BasisForm, VersionForm
from network.models import Region
from office.enums import StandingKind
from office.models import StandingDocument
from sites.domain import ethics_committees, records
from sites.domain.ethics_committees import CommitteeFacts, RecognitionFacts
from sites.domain.records import GcpFacts
from sites.enums.record import Acceptance, Audience, GcpKind, MeetingRhythm
from sites.forms.fields import OwnHospitalField
from sites.models import EthicsCommittee, GcpRecord, ResearchSite
from sites.permissions.records import CHANGE_COMMITTEE, CHANGE_GCP
from tools import clock

PAPERS = (StandingKind.GCP_RECORD, StandingKind.DEVICE_RECORD)


class GcpRecordForm(BasisForm):
    """A record with its specialties; which sites they cover is said afterwards."""

    hospital = OwnHospitalField()
    kind = forms.ChoiceField(label=_("Kind"), choices=GcpKind.choices)
    number = forms.CharField(label=_("Record number"), max_length=60)
    valid_from = DayField(label=_("From"), initial=clock.today)
    valid_to = DayField(label=_("Until"), required=False, help_text=_("Empty for a record without a last day."))
    paper = forms.ModelChoiceField(
        StandingDocument.objects.none(),
        label=_("Paper on the shelf"),
        to_field_name="uid",
        required=False,
        help_text=_("Put the paper onto the hospital's shelf first; here it is only named."),
    )
    specialties = forms.CharField(
        label=_("Specialties"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=3000,
        help_text=_("As they stand in the record, one a line."),
    )

    field_order = ("hospital", "kind", "number", "valid_from", "valid_to", "specialties", "paper")

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hospital"].offer(actor, CHANGE_GCP)
        papers = StandingDocument.objects.visible_to(actor).live().filter(kind__in=PAPERS)
        self.fields["paper"].queryset = papers.order_by("kind", "number")

    def clean_specialties(self) -> tuple:
        """Each line that is not empty."""
        lines = [line.strip() for line in self.cleaned_data["specialties"].splitlines() if line.strip()]
        if any(len(line) > 60 for line in lines):
            raise forms.ValidationError(_("Write each specialty in at most 60 characters, one a line."))
        return tuple((line, None) for line in lines)

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        if set(self.fields) <= set(data):
            for field, sentence in records.problems(data["hospital"], self.facts()):
                self.add_error(field, str(sentence))
        return data

    def facts(self) -> GcpFacts:
        """What was entered, for the verb."""
        names = ("kind", "number", "valid_from", "valid_to", "specialties", "paper")
        return GcpFacts(**{name: self.cleaned_data[name] for name in names}, basis=self.basis)


class SpecialtyForm(Form):
    """A specialty and the research site that it covers."""

    name = forms.CharField(label=_("Specialty"), max_length=60, required=False)
    site = forms.ModelChoiceField(
        ResearchSite.objects.none(),
        label=_("Covers the research site"),
        to_field_name="uid",
        required=False,
        empty_label=_("none of those described"),
    )

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = rows

    @property
    def row(self) -> tuple:
        """Name and site, for the verb."""
        return self.cleaned_data["name"].strip(), self.cleaned_data["site"]


class _Specialties(BaseFormSet):
    """The specialties of a record."""

    record: GcpRecord

    def clean(self) -> None:
        """What the verb would refuse."""
        if not any(form.errors for form in self.forms):
            for _field, sentence in records.specialty_problems(self.record.hospital, self.rows):
                raise forms.ValidationError(str(sentence))

    @property
    def rows(self) -> tuple:
        """The rows for the verb."""
        return tuple(form.row for form in self.forms if form.cleaned_data.get("name"))


SpecialtyFormSet = formset_factory(SpecialtyForm, formset=_Specialties, extra=1, max_num=60, absolute_max=80)


class CommitteeFields(Form):
    """What an ethics committee is."""

    name_zh = forms.CharField(label=_("Chinese name"), max_length=100)
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)
    record_number = forms.CharField(label=_("Record number"), max_length=60, required=False)
    meets = forms.ChoiceField(label=_("Meets"), choices=MeetingRhythm.choices)
    acceptance = forms.ChoiceField(
        label=_("With a recognised opinion"),
        choices=Acceptance.choices,
        help_text=_("What the committee does with an opinion that the recognition list lets it go by."),
    )
    work_phone = forms.CharField(
        label=_("Work phone"), max_length=40, required=False, help_text=_("The office's number: everybody reads it.")
    )


class EnterCommitteeForm(CommitteeFields):
    """An ethics committee of one of the actor's hospitals."""

    hospital = OwnHospitalField()
    valid_from = DayField(label=_("On record since"), initial=clock.today)

    field_order = ("hospital", "name_zh", "name_en", "record_number", "valid_from")

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hospital"].offer(actor, CHANGE_COMMITTEE)

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        if set(self.fields) <= set(data):
            for field, sentence in ethics_committees.problems(data["hospital"], self.facts()):
                self.add_error(field, str(sentence))
        return data

    def facts(self) -> CommitteeFacts:
        """What was entered, for the verb."""
        return CommitteeFacts(**{name: value for name, value in self.cleaned_data.items() if name != "hospital"})


class ReviseCommitteeForm(CommitteeFields, VersionForm):
    """The facts of a committee as they are now."""

    def __init__(self, *args, committee: EthicsCommittee, **kwargs):
        seen = {name: getattr(committee, name) for name in self.base_fields}
        super().__init__(*args, initial=seen, **kwargs)

    @property
    def revision(self) -> dict:
        """What the verb takes."""
        changes = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {"changes": changes, "expected": self.cleaned_data["version"]}


class RecognitionForm(BasisForm):
    """By whom a committee's opinions are recognised."""

    audience = forms.ChoiceField(label=_("Recognised by"), choices=Audience.choices)
    by_committee = forms.ModelChoiceField(
        EthicsCommittee.objects.none(), label=_("Which committee"), to_field_name="uid", required=False
    )
    by_region = forms.ModelChoiceField(
        Region.objects.all(), label=_("Which region"), to_field_name="code", required=False
    )
    valid_from = DayField(label=_("From"), initial=clock.today)
    valid_to = DayField(label=_("Until"), required=False, help_text=_("Empty: until further notice."))

    field_order = ("audience", "by_committee", "by_region", "valid_from", "valid_to")

    def __init__(self, *args, committee: EthicsCommittee, **kwargs):
        super().__init__(*args, **kwargs)
        self.committee = committee
        others = EthicsCommittee.objects.not_over(clock.today()).exclude(pk=committee.pk)
        self.fields["by_committee"].queryset = others.order_by("hospital__sort_key", "pk")

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        if set(self.fields) <= set(data):
            for field, sentence in ethics_committees.recognition_problems(self.committee, self.facts()):
                self.add_error(field, str(sentence))
        return data

    def facts(self) -> RecognitionFacts:
        """What was entered, for the verb."""
        names = ("audience", "by_committee", "by_region", "valid_from", "valid_to")
        return RecognitionFacts(**{name: self.cleaned_data[name] for name in names}, basis=self.basis)
