"""Who hears of a study."""

from access import inbox
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from access.texts import in_first_language


def office_of(hospital_id: int) -> list:
    """The coordinators and administrators of a hospital today."""
    return inbox.holders((HOSPITAL_COORDINATOR, HOSPITAL_ADMIN), "hospital", hospital_id)


def team_of(study) -> list:
    """The lead hospital's office and the principal investigator."""
    people = office_of(study.lead_hospital_id)
    return people + [study.principal_investigator] * (study.principal_investigator_id is not None)


def centres_of(study) -> list:
    """The secretaries and directors of the centres whose networks have the study."""
    rows = study.networks.current().filter(shown_at__isnull=False).select_related("network")
    return [
        person
        for centre in sorted({row.network.centre_id for row in rows})
        for person in inbox.holders((CENTRE_ADMIN, CENTRE_DIRECTOR), "centre", centre)
    ]


def names(study) -> dict:
    """What every piece of news about a study names."""
    return {"study": in_first_language(study), "hospital": in_first_language(study.lead_hospital)}
