"""How the question is answered: design, arms, participants, outcomes."""

from django.utils.translation import gettext_lazy as _

from studies.record.field import Field, Kind, Section

INTERVENTIONAL = ("study_type", frozenset({"interventional"}))
RANDOMISED = ("allocation", frozenset({"randomised"}))

DESIGN = Section(
    "design",
    _("Type and design"),
    _("What kind of study it is."),
    (
        Field(
            "study_type",
            Kind.CHOICE,
            _("Study type"),
            choices=(
                ("interventional", _("interventional study")),
                ("observational", _("observational study")),
                ("diagnostic", _("diagnostic test")),
                ("prognosis", _("prognosis study")),
                ("epidemiology", _("epidemiological research")),
                ("aetiology", _("aetiology or related factors")),
                ("prevention", _("prevention")),
                ("registry", _("patient registry or cohort")),
                ("basic", _("basic science with people")),
            ),
            needed=True,
        ),
        Field(
            "purpose",
            Kind.CHOICE,
            _("Primary purpose"),
            choices=(
                ("treatment", _("treatment")),
                ("prevention", _("prevention")),
                ("diagnostic", _("diagnosis")),
                ("supportive", _("supportive care")),
                ("screening", _("screening")),
                ("health_services", _("health services research")),
                ("basic", _("basic science")),
                ("other", _("other")),
            ),
        ),
        Field(
            "phase",
            Kind.CHOICE,
            _("Phase"),
            choices=(
                ("na", _("not applicable")),
                ("0", _("exploratory, before phase I")),
                ("1", _("phase I")),
                ("1-2", _("phase I and II")),
                ("2", _("phase II")),
                ("2-3", _("phase II and III")),
                ("3", _("phase III")),
                ("4", _("phase IV")),
            ),
            needed=True,
        ),
        Field(
            "design",
            Kind.CHOICE,
            _("Design"),
            choices=(
                ("single", _("single arm")),
                ("parallel", _("parallel groups")),
                ("crossover", _("crossover")),
                ("factorial", _("factorial")),
                ("sequential", _("sequential or adaptive")),
                ("cohort", _("cohort")),
                ("case_control", _("case-control")),
                ("cross_sectional", _("cross-sectional")),
                ("case_series", _("case series")),
                ("other", _("other")),
            ),
            needed=True,
        ),
        Field(
            "allocation",
            Kind.CHOICE,
            _("Allocation"),
            choices=(
                ("randomised", _("randomised")),
                ("non_randomised", _("not randomised")),
                ("na", _("not applicable: one group")),
            ),
            when=INTERVENTIONAL,
        ),
        Field(
            "randomisation",
            Kind.LONG,
            _("Who makes the random sequence, and how"),
            bilingual=True,
            most=1000,
            when=RANDOMISED,
        ),
        Field(
            "masking",
            Kind.CHOICE,
            _("Blinding"),
            choices=(
                ("open", _("open")),
                ("single", _("single blind")),
                ("double", _("double blind")),
                ("triple", _("triple blind")),
                ("quadruple", _("quadruple blind")),
            ),
            when=INTERVENTIONAL,
        ),
        Field("masking_text", Kind.TEXT, _("Who does not know the allocation"), bilingual=True, when=INTERVENTIONAL),
        Field(
            "treatment_details",
            Kind.LONG,
            _("Composition of drugs, or the treatment in detail"),
            bilingual=True,
            most=5000,
        ),
    ),
)

ARMS = Section(
    "arms",
    _("Groups and interventions"),
    _("Each group with its size and what is done or observed in it."),
    (
        Field(
            "arms",
            Kind.GROUP,
            _("Groups"),
            columns=(
                Field("name", Kind.TEXT, _("Group"), bilingual=True, needed=True),
                Field(
                    "kind",
                    Kind.CHOICE,
                    _("Kind of group"),
                    choices=(
                        ("experimental", _("experimental")),
                        ("active", _("active comparator")),
                        ("placebo", _("placebo comparator")),
                        ("none", _("no intervention")),
                        ("observed", _("observed")),
                    ),
                ),
                Field("size", Kind.NUMBER, _("Number of participants"), needed=True),
                Field(
                    "intervention", Kind.LONG, _("Intervention or exposure"), bilingual=True, needed=True, most=1500
                ),
                Field("intervention_code", Kind.TEXT, _("Code of the intervention"), most=60),
            ),
            needed=True,
        ),
    ),
)

ELIGIBILITY = Section(
    "eligibility",
    _("Participants"),
    _("Who can take part."),
    (
        Field("population", Kind.TEXT, _("Population in a few words"), bilingual=True, needed=True),
        Field("inclusion", Kind.LONG, _("Inclusion criteria"), bilingual=True, needed=True, most=8000),
        Field("exclusion", Kind.LONG, _("Exclusion criteria"), bilingual=True, needed=True, most=8000),
        Field("age_min", Kind.NUMBER, _("Youngest age in years"), help=_("Empty: no limit.")),
        Field("age_max", Kind.NUMBER, _("Oldest age in years"), help=_("Empty: no limit.")),
        Field(
            "sex",
            Kind.CHOICE,
            _("Sex"),
            choices=(("both", _("both")), ("male", _("male")), ("female", _("female"))),
            needed=True,
        ),
        Field("healthy_volunteers", Kind.YES_NO, _("Healthy volunteers accepted")),
    ),
)

OUTCOMES = Section(
    "outcomes",
    _("Outcomes"),
    _("What is measured, how and when. At least one primary outcome."),
    (
        Field(
            "outcomes",
            Kind.GROUP,
            _("Outcomes"),
            columns=(
                Field("name", Kind.TEXT, _("Outcome"), bilingual=True, needed=True),
                Field(
                    "kind",
                    Kind.CHOICE,
                    _("Kind of outcome"),
                    choices=(
                        ("primary", _("primary")),
                        ("secondary", _("secondary")),
                        ("additional", _("additional")),
                        ("adverse", _("adverse events")),
                    ),
                    needed=True,
                ),
                Field("measure", Kind.TEXT, _("Method of measurement"), bilingual=True),
                Field("timepoint", Kind.TEXT, _("Time point"), bilingual=True, needed=True),
            ),
            needed=True,
        ),
    ),
)
