"""Entering and describing a research site."""

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.dates import DayField
from access.refusals import Refusal
from network.forms.changes import ReasonForm, VersionForm
from network.models import Campus, DiseaseField
from sites.domain import capacities, people, research_sites
from sites.domain.capacities import CapacityRow, EquipmentRow
from sites.domain.research_sites import SiteFacts
from sites.enums.person import SiteFunction
from sites.enums.research_site import DataSystem, EquipmentKind, Language, SampleStorage, SiteKind
from sites.forms.fields import OwnHospitalField, PersonField, boxes, number
from sites.models import ResearchSite
from sites.permissions.research_site import CHANGE_SITE
from tools import clock

FIRST_YEAR, MOST_ROWS = 2000, 40


class SiteFields(Form):
    """What a site is."""

    name_zh = forms.CharField(label=_("Chinese name"), max_length=100)
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=SiteKind.choices)
    open_from = DayField(label=_("Open from"), initial=clock.today)
    languages = boxes(_("Working languages"), Language.choices, initial=["zh"])


class EnterSiteForm(SiteFields):
    """A site of one of the actor's hospitals."""

    hospital = OwnHospitalField()

    field_order = ("hospital", "name_zh", "name_en", "kind", "open_from", "languages")

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hospital"].offer(actor, CHANGE_SITE)

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        if {"hospital", "name_zh"} <= set(data):
            for field, sentence in research_sites.problems(data["hospital"], {"name_zh": data["name_zh"]}):
                self.add_error(field, str(sentence))
        return data

    def facts(self) -> SiteFacts:
        """What was entered, for the verb."""
        names = ("name_zh", "name_en", "kind", "open_from")
        given = {name: self.cleaned_data[name] for name in names}
        return SiteFacts(**given, languages=tuple(self.cleaned_data["languages"]))


class SectionForm(VersionForm):
    """A section of the description; its visible fields are written."""

    def __init__(self, *args, site: ResearchSite, **kwargs):
        names = self.base_fields.keys()
        seen = {name: getattr(site, name) for name in names}
        super().__init__(*args, initial=seen, **kwargs)
        self.site = site

    @property
    def changes(self) -> dict:
        """Field name → value, for the verb."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        for field, sentence in research_sites.problems(self.site.hospital, data, self.site):
            self.add_error(field, str(sentence))
        return data


class BasicsForm(SectionForm, SiteFields):
    """Name, kind and place."""

    campus = forms.ModelChoiceField(
        Campus.objects.none(),
        label=_("Campus"),
        to_field_name="uid",
        required=False,
        empty_label=_("all campuses of the hospital"),
    )

    field_order = ("name_zh", "name_en", "kind", "campus", "open_from", "languages")

    def __init__(self, *args, site: ResearchSite, **kwargs):
        super().__init__(*args, site=site, **kwargs)
        self.fields["campus"].queryset = site.hospital.campuses.open()
        self.initial["campus"] = site.campus.uid if site.campus else None


class SystemsForm(SectionForm):
    """Where data and samples are kept."""

    data_systems = boxes(_("Data systems"), DataSystem.choices)
    sample_storage = boxes(_("Storage of samples"), SampleStorage.choices)


class RowForm(Form):
    """A row of a section; one that is left empty, or is to be left out, is none."""

    leave_out = forms.BooleanField(label=_("Leave this row out"), required=False)
    named_by = ""

    @property
    def is_row(self) -> bool:
        """Whether the row holds something to keep."""
        return not self.cleaned_data.get("leave_out") and bool(self.cleaned_data.get(self.named_by))


class CapacityForm(RowForm):
    """A disease field with beds and cases."""

    field = forms.ModelChoiceField(
        DiseaseField.objects.all(), label=_("Disease field"), to_field_name="code", required=False
    )
    beds = number(_("Beds"))
    cases = number(_("Cases in twelve months"))
    year = forms.IntegerField(label=_("Year of the figures"), required=False, min_value=FIRST_YEAR, max_value=2200)
    named_by = "field"
    field_order = ("field", "beds", "cases", "year", "leave_out")

    @property
    def row(self) -> CapacityRow:
        """The row for the verb."""
        return CapacityRow(**{name: self.cleaned_data[name] for name in ("field", "beds", "cases", "year")})

    def problem(self, before: tuple) -> Refusal | None:
        """What is wrong with the row beside those before it."""
        return capacities.capacity_problem(self.row, before)


class EquipmentForm(RowForm):
    """A kind of equipment."""

    kind = forms.ChoiceField(
        label=_("Equipment"), choices=[("", _("— choose —")), *EquipmentKind.choices], required=False
    )
    count = forms.IntegerField(label=_("Number"), min_value=1, max_value=999, initial=1, required=False)
    note = forms.CharField(label=_("Model or remark"), max_length=100, required=False)
    named_by = "kind"
    field_order = ("kind", "count", "note", "leave_out")

    @property
    def row(self) -> EquipmentRow:
        """The row for the verb."""
        return EquipmentRow(self.cleaned_data["kind"], self.cleaned_data["count"] or 1, self.cleaned_data["note"])

    def problem(self, before: tuple) -> Refusal | None:
        """What is wrong with the row beside those before it."""
        return capacities.equipment_problem(self.row, before)


class _Rows(BaseFormSet):
    """Rows of a section; what is wrong with one is said at it."""

    def clean(self) -> None:
        """Hold each row against those before it."""
        if any(form.errors for form in self.forms):
            return
        before: tuple = ()
        for form in self.forms:
            if form.is_row:
                problem = form.problem(before)
                if problem:
                    form.add_error(None, str(problem))
                before = (*before, form.row)

    @property
    def rows(self) -> tuple:
        """The rows for the verb."""
        return tuple(form.row for form in self.forms if form.is_row)


CapacityFormSet = formset_factory(CapacityForm, formset=_Rows, extra=2, max_num=MOST_ROWS, absolute_max=60)
EquipmentFormSet = formset_factory(EquipmentForm, formset=_Rows, extra=2, max_num=MOST_ROWS, absolute_max=60)


class CloseForm(ReasonForm, VersionForm):
    """The last day of a site."""

    last = DayField(label=_("Last day"), initial=clock.today)
    field_order = ("last", "reason")

    def __init__(self, *args, site: ResearchSite, **kwargs):
        super().__init__(*args, initial={"version": site.version}, **kwargs)
        self.site = site

    def clean_last(self):
        """A day with which it can close."""
        problem = research_sites.closing_problem(self.site, self.cleaned_data["last"])
        if problem:
            raise forms.ValidationError(str(problem))
        return self.cleaned_data["last"]

    @property
    def ending(self) -> dict:
        """What the verb takes."""
        data = self.cleaned_data
        return {"last": data["last"], "reason": data["reason"], "expected": data["version"]}


class AppointForm(Form):
    """Somebody's function at a site."""

    user = PersonField()
    function = forms.ChoiceField(label=_("Function"), choices=SiteFunction.choices)
    valid_from = DayField(label=_("From"), initial=clock.today)
    valid_to = DayField(label=_("Until"), required=False, help_text=_("Empty: until further notice."))

    def __init__(self, *args, site: ResearchSite, **kwargs):
        super().__init__(*args, **kwargs)
        self.site = site
        self.fields["user"].queryset = people.people_of(site.hospital_id)

    def clean(self) -> dict:
        """What the verb would refuse stands at its field."""
        data = super().clean()
        if set(self.fields) <= set(data):
            for field, sentence in people.problems(self.site, **data):
                self.add_error(field, str(sentence))
        return data
