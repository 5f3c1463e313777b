"""What the study is called, who is behind it, who pays, and why it is done."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from studies.record.field import Field, Kind, Section

TITLES = Section(
    "titles",
    _("Titles and numbers"),
    _("How the study is called. The public title is read by people without medical training."),
    (
        Field("public_title", Kind.TEXT, _("Public title"), bilingual=True, needed=True),
        Field("scientific_title", Kind.LONG, _("Scientific title"), bilingual=True, needed=True, most=500),
        Field("acronym", Kind.TEXT, _("Short title or acronym"), bilingual=True, most=60),
        Field("subject_code", Kind.TEXT, _("Project number of the study"), most=60),
        Field(
            "secondary_ids",
            Kind.GROUP,
            _("Numbers given by others"),
            columns=(
                Field("issuer", Kind.TEXT, _("Issuing authority"), bilingual=True, needed=True),
                Field("number", Kind.TEXT, _("Number"), needed=True, most=60),
            ),
            help=_("UTN, numbers of funders and of other registries; the filings have their own place."),
        ),
    ),
)

_CONTACT = (
    Field("name", Kind.TEXT, _("Name"), bilingual=True, needed=True, most=60),
    Field("phone", Kind.TEXT, _("Work telephone"), needed=True, most=30),
    Field("email", Kind.TEXT, _("Work e-mail"), needed=True, most=100),
    Field("address", Kind.TEXT, _("Work address"), bilingual=True),
    Field("postcode", Kind.TEXT, _("Postcode"), most=10),
    Field("affiliation", Kind.TEXT, _("Organisation"), bilingual=True),
)
CONTACTS = Section(
    "contacts",
    _("Sponsor and contacts"),
    _("Who answers for the study. Give work telephones only: registries are read by machines."),
    (
        Field("sponsor", Kind.TEXT, _("Primary sponsor"), bilingual=True, needed=True),
        Field("sponsor_address", Kind.TEXT, _("Address of the primary sponsor"), bilingual=True),
        Field(
            "co_sponsors",
            Kind.GROUP,
            _("Further sponsors"),
            columns=(
                Field("name", Kind.TEXT, _("Organisation"), bilingual=True, needed=True),
                Field("place", Kind.TEXT, _("Country and city"), bilingual=True),
            ),
        ),
        Field("public_contact", Kind.GROUP, _("Contact for the public"), columns=_CONTACT, needed=True),
        Field("scientific_contact", Kind.GROUP, _("Contact for scientific questions"), columns=_CONTACT, needed=True),
        Field("ethics_contact", Kind.GROUP, _("Contact of the ethics committee"), columns=_CONTACT),
    ),
)

SUPPORT = Section(
    "support",
    _("Funding and source"),
    _("Where money and material come from, and how the project came to the hospital."),
    (
        Field(
            "funding",
            Kind.GROUP,
            _("Sources of money or material"),
            columns=(
                Field("source", Kind.TEXT, _("Source"), bilingual=True, needed=True),
                Field("grant_number", Kind.TEXT, _("Grant number"), most=60),
            ),
            needed=True,
        ),
        Field(
            "project_source",
            Kind.CHOICE,
            _("Source of the project"),
            choices=(
                ("vertical", _("government programme")),
                ("horizontal", _("contract with a company or organisation")),
                ("own", _("own project of the institution")),
            ),
            needed=True,
        ),
        Field("project_subsource", Kind.TEXT, _("Programme or contracting party"), bilingual=True),
        Field("commissioned_by", Kind.TEXT, _("Commissioned by"), bilingual=True),
        Field("cooperating_units", Kind.LONG, _("Cooperating organisations"), bilingual=True, most=1000),
    ),
)

BACKGROUND = Section(
    "background",
    _("Question and background"),
    _("What is studied, and why it has not been answered yet."),
    (
        Field(
            "conditions",
            Kind.GROUP,
            _("Conditions or problems studied"),
            columns=(
                Field("name", Kind.TEXT, pgettext_lazy("study", "Condition"), bilingual=True, needed=True, most=150),
                Field("icd10", Kind.TEXT, _("ICD-10 code"), most=20),
            ),
            needed=True,
        ),
        Field(
            "research_field",
            Kind.CHOICE,
            _("Field of research"),
            choices=(
                ("clinical", _("clinical medicine")),
                ("public_health", _("public health")),
                ("tcm", _("traditional Chinese medicine")),
                ("nursing", _("nursing")),
                ("rehabilitation", _("rehabilitation")),
                ("other", _("other")),
            ),
            needed=True,
        ),
        Field("objective", Kind.LONG, _("Objective"), bilingual=True, needed=True, most=3000),
        Field("summary", Kind.LONG, _("Brief summary for the public"), bilingual=True, most=5000),
        Field(
            "no_repetition",
            Kind.LONG,
            _("Why this is no repetition of the similar studies"),
            needed=True,
            most=3000,
            help=_("Meaningless repetition is forbidden. Look at the similar studies on this page before you answer."),
        ),
    ),
)
