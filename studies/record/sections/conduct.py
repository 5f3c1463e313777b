"""What is collected, how the study runs, what is shared, and what came out."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from studies.record.field import Field, Kind, Section

SAMPLES = Section(
    "samples",
    _("Human samples"),
    _("What is taken from participants, and what becomes of it."),
    (
        Field("takes_samples", Kind.YES_NO, _("Human samples are collected"), needed=True),
        Field(
            "samples",
            Kind.GROUP,
            _("Samples"),
            columns=(
                Field("name", Kind.TEXT, _("Sample"), bilingual=True, needed=True, most=100),
                Field("tissue", Kind.TEXT, _("Tissue"), bilingual=True, most=100),
                Field(
                    "fate",
                    Kind.CHOICE,
                    _("After use"),
                    choices=(
                        ("used_up", _("used up")),
                        ("destroyed", _("destroyed")),
                        ("kept", _("kept")),
                        ("other", _("other")),
                    ),
                    needed=True,
                ),
                Field("note", Kind.TEXT, _("Note"), bilingual=True),
            ),
            when=("takes_samples", frozenset({"yes"})),
        ),
    ),
)

CONDUCT = Section(
    "conduct",
    _("Size, time and conduct"),
    _("How many take part, when, where, and how data are kept."),
    (
        Field("target_size", Kind.NUMBER, _("Planned number of participants"), needed=True),
        Field("countries", Kind.TEXT, _("Countries of recruitment"), bilingual=True, needed=True),
        Field(
            "places",
            Kind.GROUP,
            _("Places of the study"),
            columns=(
                Field("country", Kind.TEXT, _("Country"), bilingual=True, needed=True, most=60),
                Field("province", Kind.TEXT, _("Province"), bilingual=True, most=60),
                Field("city", Kind.TEXT, _("City"), bilingual=True, most=60),
                Field("hospital", Kind.TEXT, _("Hospital"), bilingual=True, needed=True),
                Field("level", Kind.TEXT, _("Level of the hospital"), bilingual=True, most=60),
            ),
            needed=True,
        ),
        Field("planned_start", Kind.DATE, _("Study from"), needed=True),
        Field("planned_end", Kind.DATE, _("Study until"), needed=True),
        Field("recruiting_from", Kind.DATE, _("Recruiting from"), needed=True),
        Field("recruiting_to", Kind.DATE, _("Recruiting until"), needed=True),
        Field("follow_up_length", Kind.TEXT, _("Length of follow-up"), bilingual=True, most=100),
        Field("consent_signed", Kind.YES_NO, _("Participants sign an informed consent"), needed=True),
        Field("has_dmc", Kind.YES_NO, _("Data and safety monitoring committee"), needed=True),
        Field("data_collection", Kind.LONG, _("Data collection (CRF, EDC)"), bilingual=True, needed=True, most=1500),
        Field("data_management", Kind.LONG, _("Data management"), bilingual=True, most=1500),
    ),
)

SHARING = Section(
    "sharing",
    _("Sharing of data"),
    _("Whether others may use the data of the participants, when and how."),
    (
        Field(
            "ipd_plan",
            Kind.CHOICE,
            _("Individual participant data are shared"),
            choices=(("yes", _("yes")), ("no", _("no")), ("undecided", _("not decided"))),
            needed=True,
        ),
        Field("ipd_when", Kind.TEXT, _("When"), bilingual=True, when=("ipd_plan", frozenset({"yes"}))),
        Field(
            "ipd_how",
            Kind.LONG,
            _("How, and by which platform"),
            bilingual=True,
            most=1500,
            when=("ipd_plan", frozenset({"yes"})),
        ),
        Field("publishes_statistics", Kind.YES_NO, _("Statistical results will be made public")),
    ),
)

RESULTS = Section(
    "results",
    pgettext_lazy("study", "Results"),
    _("Filled in when there are some."),
    (
        Field("result_summary", Kind.LONG, _("Summary of results"), bilingual=True, most=8000),
        Field(
            "publications",
            Kind.GROUP,
            _("Publications"),
            columns=(
                Field("citation", Kind.LONG, _("Citation"), needed=True, most=1000),
                Field("link", Kind.TEXT, _("DOI or link")),
            ),
        ),
    ),
)
