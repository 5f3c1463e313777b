"""Memberships: begun by a complete agreement, warned, suspended, reinstated and ended with reasons."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.lifecycle import move
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network import membership_permissions as permissions
from network import policies
from network.domain import numbers
from network.membership_enums import ApplicationKind, ExitKind, MembershipState
from network.models import Agreement, Membership
from tools import clock

BAD_LAST_DAY = text(
    "network.membership.bad_last_day", _("The last day must lie between the membership's first day and today.")
)


def begin(agreement: Agreement, *, by: Actor) -> Membership:
    """Begin the membership of a complete agreement: called inside the verb that completes it.

    A change of tier ends the former row the day before and continues under the same member number.
    """
    application = agreement.application
    former = policies.conflicting_membership(agreement.campus, agreement.network)
    start = max(agreement.term_from, clock.today())
    if application.kind == ApplicationKind.TIER_CHANGE and former:
        start = max(start, former.valid_from + timedelta(days=1))
        _end_for_tier_change(former, start - timedelta(days=1), by)
    membership = Membership.objects.create(
        number=former.number if former else numbers.next_number(Membership, agreement.network.code, width=3),
        hospital=agreement.hospital,
        campus=agreement.campus,
        network=agreement.network,
        tier=agreement.tier,
        agreement=agreement,
        follows=former,
        valid_from=start,
        valid_to=agreement.term_to,
    )
    changes = {"tier": ("", agreement.tier), "valid_from": ("", start), "valid_to": ("", agreement.term_to)}
    logbook.record(membership, by=by, verb="membership.begun", changes=changes)
    return membership


def _end_for_tier_change(former: Membership, last_day: date, by: Actor) -> None:
    """End a row that is continued at another tier: the agreement's step, which asks no permission of its own."""
    move(
        former,
        MembershipState.EXITED,
        by=Actor.as_system(by.label, origin=by.origin),
        expected=former.version,
        reason=str(ExitKind.TIER_CHANGE.label),
        stamps={"valid_to": last_day, "exit_kind": ExitKind.TIER_CHANGE},
    )


@verb(permissions.CHANGE_MEMBERSHIP)
def warn(membership, *, reason: str, expected: int, token: str = "", by: Actor) -> Membership:
    """Warn the member; it still counts."""
    move(membership, MembershipState.WARNED, by=by, expected=expected, token=token, reason=reason)
    return membership


@verb(permissions.CHANGE_MEMBERSHIP)
def suspend(membership, *, reason: str, expected: int, token: str = "", by: Actor) -> Membership:
    """Suspend the member; it no longer counts."""
    move(membership, MembershipState.SUSPENDED, by=by, expected=expected, token=token, reason=reason)
    return membership


@verb(permissions.CHANGE_MEMBERSHIP)
def reinstate(membership, *, reason: str, expected: int, token: str = "", by: Actor) -> Membership:
    """Lift a warning or suspension."""
    move(membership, MembershipState.ACTIVE, by=by, expected=expected, token=token, reason=reason)
    return membership


@verb(permissions.CHANGE_MEMBERSHIP)
def end(
    membership, *, kind: str, last_day: date, reason: str, expected: int, token: str = "", by: Actor
) -> Membership:
    """End the membership after ``last_day``, which lies between its first day and today."""
    if not membership.valid_from <= last_day <= clock.today():
        raise Refused(refusal(BAD_LAST_DAY), membership)
    stamps = {"valid_to": min(last_day, membership.valid_to), "exit_kind": kind}
    move(membership, MembershipState.EXITED, by=by, expected=expected, token=token, reason=reason, stamps=stamps)
    return membership
