"""What the database itself promises about dated rows of the house."""

from access.database import register
from network.structure_database import no_overlap


def register_database() -> None:
    """The same thing never twice on a day."""
    register(no_overlap("research_sites_gcprecord", "hospital_id", "kind", "number"))
    register(no_overlap("research_sites_ethicscommittee", "hospital_id", "name_zh"))
    register(no_overlap("research_sites_recognitionentry", "committee_id", "recognised_by"))
    register(no_overlap("research_sites_siteperson", "site_id", "user_id", "function"))
