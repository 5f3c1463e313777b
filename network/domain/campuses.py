"""Where a hospital is: adding campuses."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network import permissions
from network.models import Campus, Division, Hospital

ONE_MAIN = text("network.campus.one_main", _("Exactly one campus is the main one: %(count)d are marked."))
NOT_COUNTY_LEVEL = text(
    "network.campus.not_county_level", _("%(division)s is not a district, county or county-level city: choose one.")
)
SAME_NAME = text("network.campus.same_name", _("%(hospital)s has a campus named “%(name)s” already."))


@dataclass(frozen=True)
class CampusFacts:
    """What is entered about a campus; its region follows from the division."""

    name_zh: str
    division: Division
    name_en: str = ""
    address: str = ""
    is_main: bool = False


def create_campuses(hospital: Hospital, campuses: list[CampusFacts], *, by: Actor) -> list[Campus]:
    """The first campuses of a hospital, within the verb that registers it. Raises Refused unless one is the main."""
    main = sum(facts.is_main for facts in campuses)
    if main != 1:
        raise Refused(refusal(ONE_MAIN, count=main))
    return [_create(hospital, facts, by) for facts in campuses]


@verb(permissions.CHANGE_HOSPITAL)
def add(hospital: Hospital, *, facts: CampusFacts, by: Actor) -> Campus:
    """Add a campus to a hospital. Raises Refused for a second main campus, a name that is taken, and a division that
    is no county-level unit."""
    if facts.is_main:
        raise Refused(refusal(ONE_MAIN, count=2), hospital)
    return _create(hospital, facts, by)


def _create(hospital: Hospital, facts: CampusFacts, by: Actor) -> Campus:
    if not facts.division.is_county_level:
        raise Refused(refusal(NOT_COUNTY_LEVEL, division=str(facts.division)))
    name = facts.name_zh.strip()
    if hospital.campuses.filter(name_zh=name).exists():
        raise Refused(refusal(SAME_NAME, hospital=str(hospital), name=name))
    campus = Campus.objects.create(
        hospital=hospital,
        name_zh=name,
        name_en=facts.name_en.strip(),
        division=facts.division,
        region_id=facts.division.region_id,
        address=facts.address.strip(),
        is_main=facts.is_main,
    )
    logbook.record(campus, by=by, verb="campus.added", changes={"division": (None, str(facts.division))})
    return campus
