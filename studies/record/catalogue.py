"""All sections of the record in their order, and the fields by their codes."""

from studies.record.derived_fields import DERIVED
from studies.record.field import Field, Section
from studies.record.sections.conduct import CONDUCT, RESULTS, SAMPLES, SHARING
from studies.record.sections.design import ARMS, DESIGN, ELIGIBILITY, OUTCOMES
from studies.record.sections.identity import BACKGROUND, CONTACTS, SUPPORT, TITLES

SECTIONS: dict[str, Section] = {
    section.code: section
    for section in (
        TITLES,
        CONTACTS,
        SUPPORT,
        BACKGROUND,
        DESIGN,
        ARMS,
        ELIGIBILITY,
        OUTCOMES,
        SAMPLES,
        CONDUCT,
        SHARING,
        RESULTS,
    )
}
FIELDS: tuple[Field, ...] = tuple(field for section in SECTIONS.values() for field in section.fields) + DERIVED
BY_CODE: dict[str, Field] = {field.code: field for field in FIELDS}
SECTION_OF: dict[str, str] = {field.code: section.code for section in SECTIONS.values() for field in section.fields}


def fields_of(section: str, study_kind: str) -> list[Field]:
    """The fields of a section that studies of a kind have, whatever the other values are."""
    return [field for field in SECTIONS[section].fields if not field.kinds or study_kind in field.kinds]
