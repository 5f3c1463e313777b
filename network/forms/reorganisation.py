"""Mergers and splits: whom with, from when on, and what becomes of each campus and each membership."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.dates import DayField
from network.domain import campuses, closing, continuations, organisation_events
from network.domain.hospitals import successor_problem
from network.domain.reorganisations import Reorganisation
from network.forms.changes import BasisForm, ReasonForm, VersionForm
from network.forms.hospital import RegisterHospitalForm
from network.forms.hospital_field import HospitalField
from network.models import Campus, Hospital, Membership
from network.organisation_enums import EventKind, MembershipChoice
from tools import clock


class MergeTargetForm(Form):
    """Into which hospital."""

    into = HospitalField(label=_("Merged into"), help_text=_("The credit code or name of the hospital that goes on."))

    def __init__(self, *args, hospital: Hospital, **kwargs):
        super().__init__(*args, **kwargs)
        self.hospital = hospital

    def clean_into(self) -> Hospital:
        """Another hospital that is open."""
        into = self.cleaned_data["into"]
        problem = successor_problem(self.hospital, into)
        if problem:
            raise ValidationError(str(problem))
        return into


class ChoicesForm(BasisForm, ReasonForm, VersionForm):
    """A day, a document, a reason, and one choice for each membership that would run on that day."""

    on = DayField(label=_("First day on which it holds"), initial=clock.today)

    field_order = ("on", "document_number", "document_on", "reason")

    def offer(self, **whose) -> None:
        """Add a choice for each membership of a hospital or campus (``hospital=…``)."""
        self.memberships = list(continuations.candidates(self._day(), **whose).with_names())
        for membership in self.memberships:
            label = _("%(number)s · %(network)s · %(campus)s") % {
                "number": membership.number,
                "network": membership.network,
                "campus": membership.campus,
            }
            self.fields[self._field_of(membership)] = forms.ChoiceField(
                label=label, choices=MembershipChoice.choices, widget=forms.RadioSelect
            )

    def _day(self) -> date:
        """The day that was entered, as far as it is one: each day has its own memberships to choose for."""
        if self.is_bound:
            try:
                return self.fields["on"].clean(self.data.get("on"))
            except ValidationError:
                pass
        return clock.today()

    def _field_of(self, membership: Membership) -> str:
        return f"membership_{membership.uid.hex}"

    def clean_on(self) -> date:
        """Not a day to come."""
        day = self.cleaned_data["on"]
        problem = closing.day_problem(day)
        if problem:
            raise ValidationError(str(problem))
        return day

    @property
    def decided(self) -> Reorganisation:
        """What was chosen, for the verb."""
        data = self.cleaned_data
        choices = {each.pk: data[self._field_of(each)] for each in self.memberships}
        return Reorganisation(on=data["on"], reason=data["reason"], choices=choices, basis=self.basis)


class MergeForm(ChoicesForm):
    """What becomes of a hospital's campuses and memberships when it goes over into another."""

    def __init__(self, *args, hospital: Hospital, into: Hospital, **kwargs):
        super().__init__(*args, initial={"version": hospital.version}, **kwargs)
        self.into = into
        self.campuses = list(hospital.campuses.filter(closed_on__isnull=True))
        for campus in self.campuses:
            self.fields[f"campus_{campus.uid.hex}"] = forms.CharField(
                label=_("Name at %(hospital)s for: %(campus)s") % {"hospital": into, "campus": campus},
                max_length=100,
                required=False,
                initial=hospital.name_zh if campus.is_main else campus.name_zh,
                help_text=_("Leave empty when this campus closes."),
            )
        self.offer(hospital=hospital)

    def clean(self) -> dict:
        """Names at the other hospital are free, and a membership continues only where its campus does."""
        data = super().clean()
        for campus in self.campuses:
            self._check_campus(campus, data)
        return data

    def _check_campus(self, campus: Campus, data: dict) -> None:
        field, names = f"campus_{campus.uid.hex}", self._names(data)
        taken = campuses.name_problem(self.into, data[field]) if data.get(field) else None
        if taken:
            self.add_error(field, str(taken))
        elif data.get(field) and names.count(data[field]) > 1:
            self.add_error(field, _("Two campuses would have this name: choose another one."))
        goes_on = [
            each
            for each in self.memberships
            if each.campus_id == campus.pk and data.get(self._field_of(each)) == MembershipChoice.CONTINUE
        ]
        if goes_on and field in data and not data[field]:
            self.add_error(field, _("A membership continues at this campus: enter its name at the other hospital."))

    def _names(self, data: dict) -> list[str]:
        return [data.get(f"campus_{campus.uid.hex}", "") for campus in self.campuses]

    @property
    def campus_names(self) -> dict[int, str]:
        """Which campuses go over, and under which names."""
        names = zip(self.campuses, self._names(self.cleaned_data), strict=True)
        return {campus.pk: name for campus, name in names if name}


class SplitForm(ChoicesForm, RegisterHospitalForm):
    """A campus as a hospital of its own: its facts, and what becomes of its memberships."""

    field_order = (
        "name_zh",
        "name_en",
        "legal_person",
        "credit_code",
        "credit_code_override_reason",
        "institution_type",
        "level",
        "management_class",
        "campus_name",
        "on",
        "document_number",
        "document_on",
        "reason",
    )

    def __init__(self, *args, campus: Campus, **kwargs):
        first = {"version": campus.hospital.version, "campus_name": campus.name_zh}
        super().__init__(*args, initial=first, **kwargs)
        for name in ("campus_name_en", "division", "address"):
            del self.fields[name]
        self.offer(campus=campus)


class EventForm(BasisForm, ReasonForm):
    """An event that changes nothing else."""

    kind = forms.ChoiceField(
        label=_("Kind of event"),
        choices=[(kind.value, kind.label) for kind in (EventKind.MOVED, EventKind.OTHER)],
    )
    on = DayField(label=_("Day"), initial=clock.today)
    before = forms.CharField(label=_("Before"), max_length=200, required=False)
    after = forms.CharField(label=_("After"), max_length=200, required=False)

    field_order = ("kind", "on", "before", "after", "document_number", "document_on", "reason")

    def clean_on(self) -> date:
        """Not a day to come."""
        day = self.cleaned_data["on"]
        problem = organisation_events.day_problem(day)
        if problem:
            raise ValidationError(str(problem))
        return day

    @property
    def facts(self) -> dict:
        """What was entered, for the verb."""
        data = self.cleaned_data
        return {name: data[name] for name in ("kind", "on", "before", "after", "reason")} | {"basis": self.basis}
