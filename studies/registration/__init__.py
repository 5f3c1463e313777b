"""What the house tells the ground floor when the product starts, one file a noun."""

from studies.registration.enrolment import register_enrolment
from studies.registration.studies import register_studies


def register_all() -> None:
    """Register everything; called once from ``apps.ready()``."""
    register_studies()
    register_enrolment()
