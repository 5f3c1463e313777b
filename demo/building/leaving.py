"""Leaving a network in one go: begun, settled with the first choice for everything, completed."""

from access.actor import Actor
from network import exits
from network.domain import membership_exits
from network.models import Membership, MembershipExit
from tools import clock


def leave_at_once(membership: Membership, *, kind: str, reason: str, by: Actor) -> MembershipExit:
    """The whole exit on one day, by the centre."""
    membership.refresh_from_db()
    facts = {"kind": kind, "last_day": clock.today(), "reason": reason, "expected": membership.version}
    leaving = membership_exits.begin(membership, **facts, by=by)
    items = exits.open_items(leaving.membership)
    choices = {(source.code, item.key): (item.choices[0].code, "") for source, item in items}
    leaving = membership_exits.settle(leaving, choices=choices, expected=leaving.version, by=by)
    membership_exits.complete(leaving, last_day=clock.today(), expected=leaving.version, by=by)
    membership.refresh_from_db()
    return leaving
