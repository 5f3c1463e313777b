"""Fields that nobody types: filings, ethics records, sites and months say them."""

from django.utils.translation import gettext_lazy as _

from studies.record.field import Field, Kind

REGISTRY_NUMBERS = "registry_numbers"
REGISTERED_ON = "registered_on"
ETHICS_REVIEWS = "ethics_reviews"
RECRUITMENT_STATUS = "recruitment_status"
FIRST_ENROLLED = "first_enrolled_on"
ENROLLED = "enrolled_n"
COMPLETED_ON = "completed_on"
STUDY_SITES = "study_sites"

DERIVED = (
    Field(REGISTRY_NUMBERS, Kind.DERIVED, _("Registries and numbers")),
    Field(REGISTERED_ON, Kind.DERIVED, _("Date of registration")),
    Field(ETHICS_REVIEWS, Kind.DERIVED, _("Ethics review")),
    Field(RECRUITMENT_STATUS, Kind.DERIVED, _("Recruitment status")),
    Field(FIRST_ENROLLED, Kind.DERIVED, _("First enrolment")),
    Field(ENROLLED, Kind.DERIVED, _("Participants enrolled")),
    Field(COMPLETED_ON, Kind.DERIVED, _("Completion date")),
    Field(STUDY_SITES, Kind.DERIVED, _("Participating sites")),
)
