"""What the house tells the ground floor when the product starts, one file a noun."""

from studies.registration.enrolment import register_enrolment
from studies.registration.filings import register_filings
from studies.registration.startup import register_startup
from studies.registration.studies import register_studies


def register_all() -> None:
    """Register everything; called once from ``apps.ready()``."""
    register_studies()
    register_startup()
    register_filings()
    register_enrolment()
