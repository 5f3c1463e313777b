"""Mergers and splits: one verb each, previewed before, never undone, and moving no right to a stranger."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network import organisation_news, permissions
from network.domain import campuses, closing, continuations, hospitals, locks, organisation_events
from network.domain.campuses import CampusFacts
from network.domain.hospitals import HospitalFacts
from network.domain.organisation_events import Basis
from network.domain.versions import locked, write
from network.membership_enums import ExitKind
from network.models import Campus, Hospital
from network.organisation_enums import EventKind

FOREIGN_CAMPUS = text(
    "network.reorganisation.foreign_campus", _("This is no open campus of the hospital: load the page again.")
)
MAIN_CAMPUS = text(
    "network.reorganisation.main_campus",
    _("The main campus is the hospital itself: only another campus can become a hospital of its own."),
)


@dataclass(frozen=True)
class Reorganisation:
    """What is decided beside the hospitals: the day, the document, the reason, and each membership by its key."""

    on: date
    reason: str
    choices: dict[int, str] = field(default_factory=dict)
    basis: Basis = field(default_factory=Basis)


@verb(permissions.CHANGE_HOSPITAL)
def merge(
    hospital: Hospital,
    *,
    into: Hospital,
    campus_names: dict[int, str],
    decided: Reorganisation,
    expected: int | None = None,
    by: Actor,
) -> Hospital:
    """Merge a hospital into another from a day on. Returns the closed one.

    ``campus_names`` says under which name each campus goes over (key → name); those not named close. The roles of its
    people end and nobody is given one at the other. Raises Refused (see ``hospitals.close`` and ``continuations``),
    Stale.
    """
    held = locks.hold_hospitals(hospital.pk, into.pk)
    row, into = locked(hospital, expected), held[into.pk]
    unfit = hospitals.successor_problem(row, into) or hospitals.hosting(row)
    if unfit:
        raise Refused(unfit, row)
    closing.check(row, on=decided.on, reason=decided.reason)
    places = {place.pk: _take_over(place, into, name, decided, by) for place, name in _moving(row, campus_names)}
    begun = continuations.decide(
        hospital=row,
        on=decided.on,
        choices=decided.choices,
        places=places,
        ended_as=ExitKind.MERGED,
        reason=decided.reason,
        by=by,
    )
    closed = hospitals.close(row, on=decided.on, reason=decided.reason, into=into, basis=decided.basis, by=by)
    organisation_news.tell_of_continued(begun, decided.reason)
    return closed


@verb(permissions.CHANGE_HOSPITAL)
def split(
    campus: Campus,
    *,
    facts: HospitalFacts,
    campus_name: str,
    decided: Reorganisation,
    expected: int | None = None,
    by: Actor,
) -> Hospital:
    """Make a campus a hospital of its own from a day on, with no people yet. Returns the new hospital.

    Raises Refused for the main campus, a credit code that does not hold, and as ``continuations`` does; Stale when the
    hospital that it leaves has another version than ``expected``.
    """
    parent = locked(campus.hospital, expected)
    row = Campus.objects.select_for_update(no_key=True).get(pk=campus.pk)
    closing.refuse_closed(parent)
    closing.check(row, on=decided.on, reason=decided.reason)
    if row.is_main:
        raise Refused(refusal(MAIN_CAMPUS), parent)
    place = CampusFacts(name_zh=campus_name, division=row.division, address=row.address, is_main=True)
    made = hospitals.register(facts=facts, campuses=[place], by=by)
    begun = continuations.decide(
        campus=row,
        on=decided.on,
        choices=decided.choices,
        places={row.pk: made.campuses.get()},
        ended_as=ExitKind.CAMPUS_CLOSED,
        reason=decided.reason,
        by=by,
    )
    campuses.close(row, on=decided.on, reason=decided.reason, by=by)
    _record_split(parent, row, made, decided, by)
    organisation_news.tell_of_continued(begun, decided.reason)
    return made


def _record_split(parent: Hospital, row: Campus, made: Hospital, decided: Reorganisation, by: Actor) -> None:
    facts = {"other": made, "before": row.name_zh, "after": made.name_zh}
    organisation_events.record(
        parent, EventKind.SPLIT, on=decided.on, reason=decided.reason, basis=decided.basis, **facts
    )
    write(parent, {})
    changes = {"campus": (row.name_zh, ""), "hospital": ("", made)}
    logbook.record(parent, by=by, verb="hospital.split", changes=changes, reason=decided.reason)
    organisation_news.tell_of_split(parent, made, decided.reason)


def _moving(row: Hospital, names: dict[int, str]) -> list[tuple[Campus, str]]:
    """The open campuses that go over, each with its name there. Raises Refused for one that is not the hospital's."""
    rows = row.campuses.filter(closed_on__isnull=True).select_for_update(no_key=True).order_by("pk")
    found = {place.pk: place for place in rows}
    if not set(names) <= set(found):
        raise Refused(refusal(FOREIGN_CAMPUS), row)
    return [(place, names[key]) for key, place in found.items() if key in names]


def _take_over(place: Campus, into: Hospital, name: str, decided: Reorganisation, by: Actor) -> Campus:
    """The campus under the other hospital; the former row stays as it was, for the days before."""
    facts = CampusFacts(name_zh=name, name_en=place.name_en, division=place.division, address=place.address)
    made = campuses.take_over(into, facts=facts, by=by)
    changed = {"before": place.name_zh, "after": made.name_zh}
    organisation_events.record(
        place.hospital,
        EventKind.CAMPUS_MOVED,
        on=decided.on,
        reason=decided.reason,
        basis=decided.basis,
        other=into,
        **changed,
    )
    return made
