"""The forms of an application's sections; what they clean is what is stored as answers."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form
from network import questions as rules
from network import sections
from network.forms.confirmation import AnswersForm

WORK_PHONE = RegexValidator(
    r"^0\d{2,3}-?\d{7,8}(-\d{1,5})?$", _("Write a work telephone with its area code, such as 0311-12345678.")
)
MOST_CASES = 1_000_000


def _text(label, *, required=True, help_text="", rows=3, longest=1000):
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _count(label, *, help_text="", most=MOST_CASES):
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=most,
        help_text=help_text,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Write a whole number; 0 if there is nothing to report.")},
    )


class UnitForm(Form):
    """The hospital's data are right."""

    confirmed = forms.BooleanField(
        label=_("The data above are right and up to date."),
        error_messages={"required": _("Check the data and confirm them; correct them in the hospital's profile.")},
    )
    note = _text(_("Remarks on the data"), required=False)


class DepartmentForm(Form):
    """The applying department."""

    name = forms.CharField(label=_("Name of the department"), max_length=60)
    key_discipline = forms.ChoiceField(
        label=_("Key discipline"),
        choices=[
            ("none", _("none")),
            ("county", _("county level")),
            ("city", _("city level")),
            ("provincial", _("provincial level")),
            ("national", _("national level")),
        ],
    )
    beds = _count(_("Beds"), most=10_000)
    doctors_senior = _count(_("Doctors with a senior title"), most=1000)
    doctors_intermediate = _count(_("Doctors with an intermediate title"), most=1000)
    doctors_junior = _count(_("Doctors with a junior title"), most=1000)
    annual_cases = _count(_("Cases of the network's disease field in the last twelve months"))
    equipment = _text(_("Main equipment"))
    techniques = _text(_("New techniques in use"), required=False)


class LeaderForm(Form):
    """Who leads the field, and the contact at work."""

    leader_name = forms.CharField(label=_("Leader of the field"), max_length=30)
    leader_title = forms.CharField(label=_("Professional title"), max_length=30)
    leader_post = forms.CharField(label=_("Post"), max_length=60, required=False)
    societies = _text(_("Posts in societies"), required=False, rows=2)
    contact_name = forms.CharField(label=_("Contact for research"), max_length=30)
    contact_phone = forms.CharField(label=_("Work telephone"), max_length=20, validators=[WORK_PHONE])
    contact_email = forms.EmailField(label=_("Work e-mail"))


class ResearchForm(Form):
    """The research of the last five years."""

    studies_led = _count(_("Multicentre studies led"), most=500)
    studies_joined = _count(_("Multicentre studies joined"), most=500)
    cases_enrolled = _count(_("Research participants enrolled in them"))
    projects = _count(_("Research projects"), most=5000)
    papers = _count(_("Papers published"), most=20_000)
    awards = _text(_("Awards"), required=False, rows=2)
    cohorts = _text(_("Cohorts"), required=False, rows=2)
    sample_bank = _text(_("Sample bank"), required=False, rows=2)
    data_systems = _text(_("Data systems (HIS, EMR, network)"), rows=2)


class RoleForm(Form):
    """What the hospital wants to give and to gain."""

    studies = _text(_("Studies that the hospital wants to join"))
    cases_per_year = _count(_("Cases the hospital can enrol in a year"))
    techniques_wanted = _text(_("Techniques wanted"), required=False)
    training_needs = _text(_("Training needs"), required=False)
    primary_units = _count(_("Primary-care units that the hospital reaches"), most=5000)


class CommitmentForm(Form):
    """Three promises, each ticked by itself."""

    charter = forms.BooleanField(label=_("The hospital obeys the network's charter and takes part in its assessment."))
    truthful = forms.BooleanField(label=_("Everything stated in this application is true."))
    lawful = forms.BooleanField(
        label=_("The hospital keeps the rules on ethics, human genetic resources and personal information.")
    )
    recommended_by = forms.CharField(
        label=_("Recommended by (health bureau of the city)"), max_length=100, required=False
    )


SECTION_FORMS = {
    sections.UNIT: UnitForm,
    sections.DEPARTMENT: DepartmentForm,
    sections.LEADER: LeaderForm,
    sections.RESEARCH: ResearchForm,
    sections.ROLE: RoleForm,
    sections.COMMITMENT: CommitmentForm,
}


def section_form(application, code: str, *args, **kwargs) -> Form:
    """The form of one section of an application, the network's own questions in the version it began with."""
    if code == sections.OWN:
        return AnswersForm(*args, questions=sections.questions_of(application), **kwargs)
    return SECTION_FORMS[code](*args, **kwargs)


def answers_of(form: Form) -> dict:
    """What a valid form of a section says, as it is stored."""
    return form.answers if isinstance(form, AnswersForm) else form.cleaned_data


def shown_answers(code: str, answers: dict, questions: list[dict] = ()) -> list[dict]:
    """A section's answers as facts for reading: label and value in the reader's language. ``questions`` are those of
    the network that the application was asked."""
    if code == sections.OWN:
        return rules.shown(rules.without_papers(questions), answers)
    items = []
    for name, field in SECTION_FORMS[code].base_fields.items():
        value = answers.get(name, "")
        if isinstance(field, forms.ChoiceField):
            value = dict(field.choices).get(value, value)
        elif isinstance(field, forms.BooleanField):
            value = _("yes") if value else ""
        items.append({"label": field.label, "value": value})
    return items
