"""The words of ClinicalTrials.gov (data format 2) for the codes of the record."""

STUDY_TYPE = {"interventional": "INTERVENTIONAL", "observational": "OBSERVATIONAL"}
SEX = {"both": "ALL", "male": "MALE", "female": "FEMALE"}
PURPOSE = {
    "treatment": "TREATMENT",
    "prevention": "PREVENTION",
    "diagnostic": "DIAGNOSTIC",
    "supportive": "SUPPORTIVE_CARE",
    "screening": "SCREENING",
    "health_services": "HEALTH_SERVICES_RESEARCH",
    "basic": "BASIC_SCIENCE",
    "other": "OTHER",
}
PHASES = {
    "na": ["NA"],
    "0": ["EARLY_PHASE1"],
    "1": ["PHASE1"],
    "1-2": ["PHASE1", "PHASE2"],
    "2": ["PHASE2"],
    "2-3": ["PHASE2", "PHASE3"],
    "3": ["PHASE3"],
    "4": ["PHASE4"],
}
INTERVENTION_MODEL = {
    "single": "SINGLE_GROUP",
    "parallel": "PARALLEL",
    "crossover": "CROSSOVER",
    "factorial": "FACTORIAL",
    "sequential": "SEQUENTIAL",
}
OBSERVATIONAL_MODEL = {
    "cohort": "COHORT",
    "case_control": "CASE_CONTROL",
    "case_series": "CASE_ONLY",
    "other": "OTHER",
}
ALLOCATION = {"randomised": "RANDOMIZED", "non_randomised": "NON_RANDOMIZED", "na": "NA"}
MASKING = {"open": "NONE", "single": "SINGLE", "double": "DOUBLE", "triple": "TRIPLE", "quadruple": "QUADRUPLE"}
ARM = {
    "experimental": "EXPERIMENTAL",
    "active": "ACTIVE_COMPARATOR",
    "placebo": "PLACEBO_COMPARATOR",
    "none": "NO_INTERVENTION",
    "observed": "OTHER",
}
IPD = {"yes": "YES", "no": "NO", "undecided": "UNDECIDED"}
OUTCOMES = {"primary": "primaryOutcomes", "secondary": "secondaryOutcomes", "additional": "otherOutcomes"}
INCLUSION, EXCLUSION = "Inclusion Criteria:", "Exclusion Criteria:"
ISSUER = "ClinicalTrials.gov"

# The fields, with the columns of groups, that an export and its import carry unchanged on their English side.
FIELDS: dict[str, tuple[str, ...]] = {
    "public_title": (),
    "scientific_title": (),
    "acronym": (),
    "subject_code": (),
    "secondary_ids": ("issuer", "number"),
    "sponsor": (),
    "co_sponsors": ("name",),
    "public_contact": ("name", "phone", "email"),
    "scientific_contact": ("name", "affiliation"),
    "conditions": ("name",),
    "objective": (),
    "summary": (),
    "study_type": (),
    "purpose": (),
    "phase": (),
    "design": (),
    "allocation": (),
    "masking": (),
    "masking_text": (),
    "arms": ("name", "kind", "intervention"),
    "population": (),
    "inclusion": (),
    "exclusion": (),
    "age_min": (),
    "age_max": (),
    "sex": (),
    "healthy_volunteers": (),
    "outcomes": ("name", "kind", "measure", "timepoint"),
    "target_size": (),
    "places": ("country", "province", "city", "hospital"),
    "planned_start": (),
    "planned_end": (),
    "has_dmc": (),
    "ipd_plan": (),
    "ipd_when": (),
    "ipd_how": (),
    "publications": ("citation",),
}


def code_of(words: dict, word) -> str:
    """The record's code for a word, empty when there is none."""
    return next((code for code, one in words.items() if one == word), "")
