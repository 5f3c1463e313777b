"""The dated history of organisations: what the verbs that change them write down, and what is noted by hand."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from access.verbs import verb
from network import permissions
from network.domain import closing
from network.domain.versions import locked
from network.models import Hospital, OrganisationEvent
from network.organisation_enums import OF_VERBS, EventKind
from tools import clock

DAY_TO_COME = text(
    "network.event.day_to_come", _("A change is entered once it holds: choose today or an earlier day.")
)
BEFORE_LAST_LEVEL = text(
    "network.event.before_last_level",
    _("Another level was entered for %(day)s already: choose that day or a later one."),
)
NOT_BY_HAND = text(
    "network.event.not_by_hand", _("“%(kind)s” is written by carrying it out: use the page that does it.")
)


@dataclass(frozen=True)
class Basis:
    """The document on which a change rests; what is not known stays empty."""

    document_number: str = ""
    document_on: date | None = None


NO_BASIS = Basis()


def record(
    hospital: Hospital,
    kind: str,
    *,
    on: date,
    reason: str,
    basis: Basis = NO_BASIS,
    other: Hospital | None = None,
    before: str = "",
    after: str = "",
) -> OrganisationEvent:
    """Write an event down: called inside the verb that makes it happen, whose entry in the logbook has its values."""
    return OrganisationEvent.objects.create(
        hospital=hospital,
        other=other,
        kind=kind,
        on=on,
        before=before[:200],
        after=after[:200],
        document_number=basis.document_number.strip(),
        document_on=basis.document_on,
        reason=reason.strip()[:300],
    )


@verb(permissions.CHANGE_HOSPITAL)
def note(
    hospital: Hospital,
    *,
    kind: str,
    on: date,
    reason: str,
    before: str = "",
    after: str = "",
    basis: Basis = NO_BASIS,
    by: Actor,
) -> OrganisationEvent:
    """Note an event that changes nothing else: a move, or another one. Raises Refused for a closed hospital, for a day
    to come, and for kinds that a verb of their own carries out."""
    row = locked(hospital, None)
    closing.refuse_closed(row)
    closing.need(reason, row)
    unfit = day_problem(on) or _by_verb(kind)
    if unfit:
        raise Refused(unfit, row)
    event = record(row, kind, on=on, reason=reason, basis=basis, before=before.strip(), after=after.strip())
    changes = {"event": ("", str(event)), "document_number": ("", event.document_number)}
    logbook.record(row, by=by, verb="hospital.event_noted", changes=changes, reason=reason)
    return event


def day_problem(on: date) -> Refusal | None:
    """The sentence that a change lies in the future, or None."""
    return refusal(DAY_TO_COME) if on > clock.today() else None


def level_day_problem(hospital: Hospital, on: date) -> Refusal | None:
    """Why a hospital cannot have another level from a day on, or None: levels are entered in the order of time."""
    later = hospital.events.levels_after(on).last()
    return day_problem(on) or (refusal(BEFORE_LAST_LEVEL, day=later.on.isoformat()) if later else None)


def _by_verb(kind: str) -> Refusal | None:
    return refusal(NOT_BY_HAND, kind=str(EventKind(kind).label)) if kind in OF_VERBS else None
