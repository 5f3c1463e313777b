"""Registering a hospital, and what is added to one later."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from access.forms.dates import DayField
from access.refusals import Refused
from network.domain import campuses, credit_codes, organisation_events, other_names
from network.domain.campuses import CampusFacts
from network.domain.hospitals import FACT_FIELDS, HospitalFacts, successor_problem
from network.enums import HospitalLevel, InstitutionType, ManagementClass, NameKind
from network.forms.changes import BasisForm, CloseForm, ReasonForm, VersionForm
from network.forms.divisions import DivisionField
from network.forms.hospital_field import HospitalField
from network.models import Hospital, OtherName
from tools import clock

NAME_HELP = _("As it stands on the institution's certificate.")


def _day(label, **options) -> forms.DateField:
    return DayField(label=label, **options)


class CreditCodeFields(Form):
    """A credit code with the way round wrong check characters; the sentences of what is wrong stand at the field."""

    credit_code = forms.CharField(
        label=_("Unified social credit code"),
        required=False,
        max_length=40,
        help_text=_("18 characters. Spaces and small letters are put right by themselves."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    credit_code_override_reason = forms.CharField(
        label=_("Why the code is right although its check characters are not"),
        required=False,
        max_length=300,
        help_text=_("Only when the certificate itself shows this code. Who wrote the reason stays in the logbook."),
    )

    def check_code(self, data: dict, *, legal_person: bool, except_for=None) -> None:
        """Put what the verb would refuse at the field."""
        try:
            credit_codes.checked(
                data.get("credit_code", ""),
                override_reason=data.get("credit_code_override_reason", ""),
                legal_person=legal_person,
                except_for=except_for,
            )
        except Refused as refused:
            self.add_error("credit_code", str(refused.reason))


class CreditCodeForm(CreditCodeFields):
    """Another credit code for a hospital that is there."""

    def __init__(self, *args, hospital, **kwargs):
        super().__init__(*args, **kwargs)
        self.hospital = hospital

    def clean(self) -> dict:
        """The code must hold."""
        data = super().clean()
        self.check_code(data, legal_person=self.hospital.legal_person, except_for=self.hospital)
        return data


class CampusForm(Form):
    """One campus."""

    campus_name = forms.CharField(label=_("Name of the campus"), max_length=100)
    campus_name_en = forms.CharField(label=_("English name of the campus"), max_length=200, required=False)
    division = DivisionField(label=_("District, county or county-level city"))
    address = forms.CharField(label=_("Address"), max_length=200, required=False)

    def campus(self, *, is_main: bool) -> CampusFacts:
        """What was entered, for the verb."""
        data = self.cleaned_data
        return CampusFacts(
            name_zh=data["campus_name"],
            name_en=data["campus_name_en"],
            division=data["division"],
            address=data["address"],
            is_main=is_main,
        )


class RegisterHospitalForm(CreditCodeFields, CampusForm):
    """A hospital with its main campus; further campuses are added on its page."""

    name_zh = forms.CharField(label=_("Chinese name"), max_length=100, help_text=NAME_HELP)
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)
    legal_person = forms.BooleanField(
        label=_("Independent legal person"),
        required=False,
        initial=True,
        help_text=_("A legal person has a credit code of its own."),
    )
    institution_type = forms.ChoiceField(label=_("Type of institution"), choices=InstitutionType.choices)
    level = forms.ChoiceField(label=_("Level"), choices=HospitalLevel.choices, initial=HospitalLevel.L2A)
    management_class = forms.ChoiceField(label=_("Management class"), choices=ManagementClass.choices)

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
        "campus_name_en",
        "division",
        "address",
    )

    def clean(self) -> dict:
        """The code must hold."""
        data = super().clean()
        self.check_code(data, legal_person=data.get("legal_person", False))
        return data

    def facts(self) -> HospitalFacts:
        """What was entered, for the verb."""
        return HospitalFacts(**{name: self.cleaned_data[name] for name in HospitalFacts.__dataclass_fields__})


class ReviseHospitalForm(BasisForm, ReasonForm, VersionForm):
    """Other facts of a hospital that is there."""

    level = forms.ChoiceField(label=_("Level"), choices=HospitalLevel.choices)
    institution_type = forms.ChoiceField(label=_("Type of institution"), choices=InstitutionType.choices)
    management_class = forms.ChoiceField(label=_("Management class"), choices=ManagementClass.choices)
    legal_person = forms.BooleanField(label=_("Independent legal person"), required=False)
    level_on = DayField(
        label=_("First day of another level"),
        initial=clock.today,
        required=False,
        help_text=_("Days before it keep the level of then. To put a mistake right, the day on which it began."),
    )

    field_order = ("level", "level_on", *FACT_FIELDS[1:], "document_number", "document_on", "reason")

    def __init__(self, *args, hospital: Hospital, **kwargs):
        names = (*FACT_FIELDS, "version")
        super().__init__(*args, initial={name: getattr(hospital, name) for name in names}, **kwargs)
        self.hospital = hospital

    def clean_legal_person(self) -> bool:
        """A legal person has a code."""
        value = self.cleaned_data["legal_person"]
        missing = credit_codes.lacking(self.hospital.credit_code, legal_person=value)
        if missing:
            raise ValidationError(str(missing))
        return value

    def clean(self) -> dict:
        """Another level begins on a day in the order of time."""
        data = super().clean()
        day = data.get("level_on") or clock.today()
        if data.get("level") not in (None, self.hospital.level):
            problem = organisation_events.level_day_problem(self.hospital, day)
            if problem:
                self.add_error("level_on", str(problem))
        return data

    @property
    def changes(self) -> dict:
        """Field name → value, for the verb."""
        return {name: self.cleaned_data[name] for name in FACT_FIELDS}


class CloseHospitalForm(BasisForm, CloseForm, VersionForm):
    """The end of a hospital, maybe by going over into another."""

    into = HospitalField(
        label=_("Merged into"),
        required=False,
        help_text=_(
            "The credit code or name of the hospital that goes on; leave empty when there is none. All memberships "
            "end; “Merge the hospital” lets single ones continue."
        ),
    )

    field_order = ("on", "into", "document_number", "document_on", "reason")

    def __init__(self, *args, hospital: Hospital, **kwargs):
        super().__init__(*args, initial={"version": hospital.version}, **kwargs)
        self.hospital = hospital

    def clean_into(self) -> Hospital | None:
        """Another hospital that is open."""
        into = self.cleaned_data["into"]
        problem = successor_problem(self.hospital, into)
        if problem:
            raise ValidationError(str(problem))
        return into


class ReviseCampusForm(Form):
    """Other names or another address of a campus."""

    name_zh = forms.CharField(label=_("Name of the campus"), max_length=100)
    name_en = forms.CharField(label=_("English name of the campus"), max_length=200, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)

    def __init__(self, *args, campus, **kwargs):
        super().__init__(*args, initial={name: getattr(campus, name) for name in self.base_fields}, **kwargs)
        self.campus = campus

    def clean_name_zh(self) -> str:
        """No other campus of the hospital has it."""
        name = self.cleaned_data["name_zh"]
        taken = campuses.name_problem(self.campus.hospital, name, except_for=self.campus)
        if taken:
            raise ValidationError(str(taken))
        return name


class OtherNameForm(Form):
    """A further name with its days."""

    name = forms.CharField(label=_("Name"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind of name"), choices=NameKind.choices)
    valid_from = _day(_("From"), required=False, help_text=_("Leave empty when the day is not known."))
    valid_to = _day(_("Until"), required=False, help_text=_("The last day; leave empty while the name is in use."))

    def clean(self) -> dict:
        """The last day is not before the first."""
        data = super().clean()
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", ValidationError(_("The last day cannot be before the first day.")))
        return data


class EndNameForm(Form):
    """Until when one of the hospital's further names is in use."""

    name = forms.ModelChoiceField(label=_("Name"), queryset=OtherName.objects.none())
    last_day = DayField(label=_("Last day"), initial=clock.today)

    def __init__(self, *args, hospital: Hospital, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].queryset = hospital.other_names.filter(valid_to__isnull=True)

    def clean(self) -> dict:
        """The last day is not before the name's first."""
        data = super().clean()
        name, day = data.get("name"), data.get("last_day")
        early = other_names.last_day_problem(name, day) if name and day else None
        if early:
            self.add_error("last_day", str(early))
        return data


class RenameForm(BasisForm):
    """The new name of a hospital and the day from which it holds."""

    name_zh = forms.CharField(label=_("New Chinese name"), max_length=100, help_text=NAME_HELP)
    name_en = forms.CharField(label=_("New English name"), max_length=200, required=False)
    on = _day(_("First day of the new name"))
    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("Such as the number of the approval."))

    field_order = ("name_zh", "name_en", "on", "document_number", "document_on", "reason")

    def clean_on(self):
        """Not a day to come."""
        day = self.cleaned_data["on"]
        problem = organisation_events.day_problem(day)
        if problem:
            raise ValidationError(str(problem))
        return day

    @property
    def facts(self) -> dict:
        """What was entered, for the verb."""
        names = ("name_zh", "name_en", "on", "reason")
        return {name: self.cleaned_data[name] for name in names} | {"basis": self.basis}
