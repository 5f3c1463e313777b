"""The status of a membership told from the logbook alone: its dates, suspensions and confirmations are rebuilt from
what was recorded, and the status is computed from them by the same function."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from access.models import LogEntry
from network import seasons
from network.domain import profile_confirmations
from network.membership_enums import MembershipState
from network.models import Hospital, Membership
from network.queries import seasons as kept
from network.queries.memberships import effective_state
from tools import clock

LABEL = "network.membership"


@dataclass
class Told:
    """What the logbook says of one membership."""

    number: str = ""
    valid_from: date = date.max
    valid_to: date = date.min
    decided: str = MembershipState.ACTIVE
    suspensions: list[list[date | None]] = field(default_factory=list)

    def take(self, entry: LogEntry) -> None:
        """Go one entry further."""
        changes, day = entry.changes, clock.local(entry.at).date()
        if entry.verb == "membership.begun":
            self.number, self.valid_from = changes["number"][1], date.fromisoformat(changes["valid_from"][1])
        if "valid_to" in changes:
            self.valid_to = date.fromisoformat(changes["valid_to"][1])
        if "state" in changes:
            self.decided = changes["state"][1]
        if entry.verb == "membership.suspend":
            self.suspensions.append([day, None])
        if entry.verb == "membership.reinstate" and self.suspensions and self.suspensions[-1][1] is None:
            self.suspensions[-1][1] = max(self.suspensions[-1][0], day - timedelta(days=1))

    def suspended(self, day: date) -> bool:
        """Whether a suspension covers the day."""
        return any(first <= day and (last is None or day <= last) for first, last in self.suspensions)


def status(membership: Membership, on: date | None = None) -> str:
    """What holds on a day, today unless named, by the logbook. Raises LookupError when it does not tell of the
    membership's beginning: an entry that was removed after its time, or a row that no verb made."""
    day = on or clock.today()
    told = _told(membership.pk)
    if not told.number:
        raise LookupError(f"The logbook does not tell how the membership {membership} began.")
    began, confirmed = _of_member(membership, told.number)
    gap = seasons.gap(began, confirmed, day, kept.rules())
    return effective_state(told.decided, told.valid_from, told.valid_to, day, suspended=told.suspended(day), gap=gap)


def _told(key: int) -> Told:
    told = Told()
    for entry in LogEntry.objects.filter(object_type=LABEL, object_id=key).order_by("pk"):
        told.take(entry)
    return told


def _of_member(membership: Membership, number: str) -> tuple[date, list[tuple[int, date]]]:
    """The first day and the confirmations of the member under its number, over all changes of tier."""
    rows = LogEntry.objects.filter(
        object_type=LABEL, network_id=membership.network_id, verb__in=("membership.begun", "membership.confirmed")
    ).order_by("pk")
    entries = list(rows)
    keys = {e.object_id for e in entries if e.verb == "membership.begun" and e.changes["number"][1] == number}
    own = [entry.changes for entry in entries if entry.object_id in keys]
    began = min(date.fromisoformat(changes["valid_from"][1]) for changes in own if "valid_from" in changes)
    confirmed = [
        (changes["year"][1], date.fromisoformat(changes["confirmed_on"][1])) for changes in own if "year" in changes
    ]
    return began, confirmed


def profile_confirmed(hospital: Hospital, first: date, last: date) -> bool:
    """Whether the hospital confirmed its profile on a day from ``first`` to ``last``, by the logbook."""
    return any(first <= day <= last for _hospital, day, _who in profile_confirmations.told_by_logbook(hospital.pk))
