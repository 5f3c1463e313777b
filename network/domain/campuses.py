"""Where a hospital is: adding, editing and closing campuses."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from access.verbs import verb
from network import permissions
from network.domain import applications, closing, locks, memberships
from network.membership_enums import ExitKind
from network.models import Campus, Division, Hospital

ONE_MAIN = text("network.campus.one_main", _("Exactly one campus is the main one: %(count)d are marked."))
NOT_COUNTY_LEVEL = text(
    "network.campus.not_county_level", _("%(division)s is not a district, county or county-level city: choose one.")
)
SAME_NAME = text("network.campus.same_name", _("%(hospital)s has a campus named “%(name)s” already."))
MAIN_STAYS = text(
    "network.campus.main_stays", _("The main campus closes with the hospital: close the hospital instead.")
)
FACT_FIELDS = ("name_zh", "name_en", "address")


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
    hospital = locks.hold_hospital(hospital.pk)
    closing.refuse_closed(hospital)
    if facts.is_main:
        raise Refused(refusal(ONE_MAIN, count=2), hospital)
    return _create(hospital, facts, by)


def take_over(hospital: Hospital, *, facts: CampusFacts, by: Actor) -> Campus:
    """A campus that comes from another hospital, within the verb that merges it. Raises Refused for a taken name."""
    return _create(hospital, facts, by)


@verb(permissions.CHANGE_HOSPITAL)
def revise(campus: Campus, *, changes: dict, by: Actor) -> Campus:
    """Write other names or another address (FACT_FIELDS → text). Raises Refused for a name that is taken."""
    unknown = set(changes) - set(FACT_FIELDS)
    if unknown:
        raise ValueError(f"No facts of a campus: {', '.join(sorted(unknown))}")
    row = Campus.objects.select_for_update().get(pk=campus.pk)
    closing.refuse_closed(row)
    changes = {name: value.strip() for name, value in changes.items()}
    taken = name_problem(row.hospital, changes.get("name_zh", row.name_zh), except_for=row)
    if taken:
        raise Refused(taken, row)
    logged = logbook.changed(row, changes)
    if not logged:
        logbook.nothing_changed()
        return row
    _write(row, changes)
    logbook.record(row, by=by, verb="campus.revised", changes=logged)
    return row


@verb(permissions.CHANGE_HOSPITAL)
def close(campus: Campus, *, on: date, reason: str, by: Actor) -> Campus:
    """End a campus from a day on, with its memberships and open applications.

    Raises Refused for the main campus and for a day to come.
    """
    locks.hold_hospital(campus.hospital_id)
    row = Campus.objects.select_for_update(no_key=True).get(pk=campus.pk)
    closing.check(row, on=on, reason=reason)
    if row.is_main:
        raise Refused(refusal(MAIN_STAYS), row)
    _write(row, {"closed_on": on})
    logbook.record(row, by=by, verb="campus.closed", changes={"closed_on": (None, on)}, reason=reason)
    memberships.end_of(campus=row, on=on, kind=ExitKind.CAMPUS_CLOSED, reason=reason, by=by)
    applications.end_of(campus=row, reason=reason, by=by)
    return row


def _write(row: Campus, changes: dict) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))


def name_problem(hospital: Hospital, name: str, *, except_for: Campus | None = None) -> Refusal | None:
    """The sentence that another campus of the hospital has the name, or None."""
    rows = hospital.campuses.filter(name_zh=name.strip())
    taken = (rows.exclude(pk=except_for.pk) if except_for else rows).exists()
    return refusal(SAME_NAME, hospital=str(hospital), name=name.strip()) if taken else None


def _create(hospital: Hospital, facts: CampusFacts, by: Actor) -> Campus:
    if not facts.division.is_county_level:
        raise Refused(refusal(NOT_COUNTY_LEVEL, division=str(facts.division)))
    name = facts.name_zh.strip()
    taken = name_problem(hospital, name)
    if taken:
        raise Refused(taken)
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
