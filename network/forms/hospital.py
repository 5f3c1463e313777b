"""Registering a hospital, and what is added to one later."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.forms.dates import DayField
from access.refusals import Refused
from network.domain import credit_codes
from network.domain.campuses import CampusFacts
from network.domain.hospitals import HospitalFacts
from network.enums import HospitalLevel, InstitutionType, ManagementClass, NameKind
from network.forms.divisions import DivisionField

NAME_HELP = _("As it stands on the institution's certificate.")


def _day(label, **options) -> forms.DateField:
    return DayField(label=label, **options)


class CreditCodeFields(forms.Form):
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


class CampusForm(forms.Form):
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


class OtherNameForm(forms.Form):
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


class RenameForm(forms.Form):
    """The new name of a hospital and the day from which it holds."""

    name_zh = forms.CharField(label=_("New Chinese name"), max_length=100, help_text=NAME_HELP)
    name_en = forms.CharField(label=_("New English name"), max_length=200, required=False)
    on = _day(_("First day of the new name"))
    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("Such as the number of the approval."))
