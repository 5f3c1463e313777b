"""The hospital profile in sections: which fields stand together, in forms and on the page."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """One part of the profile; ``code`` stands in addresses."""

    code: str
    title: object
    lead: object
    fields: tuple[str, ...]


SECTIONS = (
    Section(
        "services",
        _("Beds and services"),
        _("Figures of one calendar year, as in the hospital's statistical return."),
        ("figures_year", "beds_authorised", "beds_open", "outpatient_visits", "discharges", "operations"),
    ),
    Section(
        "staff",
        _("Staff by title"),
        _("Staff with a health title at the end of the year."),
        ("staff_senior", "staff_intermediate", "staff_junior"),
    ),
    Section(
        "qualifications",
        _("Trial and ethics records"),
        _("What is on record with the authorities. Numbers as they stand in the record."),
        (
            "gcp_registered",
            "gcp_record_number",
            "gcp_specialties",
            "device_trial_registered",
            "device_trial_filing",
            "ethics_committee",
            "ethics_record_number",
        ),
    ),
    Section(
        "research",
        _("Research base"),
        _("Multicentre studies of the last five years, cohorts, samples and data."),
        ("multicentre_led", "multicentre_joined", "cohorts", "biobank", "database", "data_systems"),
    ),
)
EDITABLE = tuple(name for section in SECTIONS for name in section.fields)
# What a reader of an application relies on: empty ones stand in the way of a confirmation.
REQUIRED = (
    "figures_year",
    "beds_open",
    "staff_senior",
    "gcp_registered",
    "ethics_committee",
    "multicentre_led",
    "multicentre_joined",
)


def section_of(code: str) -> Section | None:
    """The section with a code, or None."""
    return next((section for section in SECTIONS if section.code == code), None)


def section_with(field: str) -> Section:
    """The section in which a field is edited. Raises LookupError for a field that is in none."""
    for section in SECTIONS:
        if field in section.fields:
            return section
    raise LookupError(field)
