"""Memberships: begun by a complete agreement, warned, suspended, reinstated and ended with reasons."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from access import inbox, logbook
from access.actor import Actor
from access.lifecycle import move
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network import membership_permissions as permissions
from network import policies, terms
from network.domain import agreement_ends, exit_records, measures, numbers
from network.exit_enums import MeasureKind
from network.membership_enums import ExitKind, MembershipState
from network.models import Agreement, Membership, Suspension
from tools import clock

BAD_LAST_DAY = text(
    "network.membership.bad_last_day", _("The last day must lie between the membership's first day and today.")
)


def begin(agreement: Agreement, *, by: Actor) -> Membership:
    """Begin the membership of a complete agreement: called inside the verb that completes it.

    A change of tier ends the former row the day before and continues under the same member number. That nothing
    stands in the way was asked by the guards of the completion.
    """
    former = policies.conflicting_membership(agreement.campus, agreement.network)
    start = terms.first_day(agreement)
    if former:
        reason = str(ExitKind.TIER_CHANGE.label)
        exit_records.give_up(former, reason=reason, by=by)
        _end_for(former, start - timedelta(days=1), ExitKind.TIER_CHANGE, reason, by)
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
    changes = {"number": ("", membership.number), "tier": ("", agreement.tier)}
    changes |= {"valid_from": ("", start), "valid_to": ("", agreement.term_to)}
    logbook.record(membership, by=by, verb="membership.begun", changes=changes)
    return membership


def go_on(agreement: Agreement, *, by: Actor) -> Membership:
    """Let a membership go on under an agreement signed again: called inside the verb that completes it.

    A renewal moves the last day to that of the agreement; with a new text alone the term stays as it is. The agreement
    by which the membership began stays with it.
    """
    membership = Membership.objects.select_for_update().get(pk=agreement.member_id)
    last_day = agreement.term_to if agreement.renews else membership.valid_to
    changes = {"template": ("", agreement.template), "valid_to": (membership.valid_to, last_day)}
    membership.valid_to = last_day
    membership.version += 1
    membership.save(update_fields=["valid_to", "version"])
    logbook.record(membership, by=by, verb="membership.signed_again", changes=changes)
    return membership


def end_of(*, on: date, kind: str, reason: str, by: Actor, **whose) -> None:
    """End the memberships of a hospital, campus or network (``hospital=…``) with the day before it closes: called
    inside the verb that closes it.

    A row that would have begun on that day or later keeps its first day as its only one: none runs backward.
    """
    rows = Membership.objects.not_over(on).filter(**whose).exclude(state=MembershipState.EXITED)
    for membership in rows.select_for_update().order_by("pk"):
        last_day = max(membership.valid_from, on - timedelta(days=1))
        exit_records.give_up(membership, reason=reason, by=by)
        exit_records.record_closing(membership, kind=kind, last_day=last_day, reason=reason, by=by)
        _end_for(membership, last_day, kind, reason, by)


def _end_for(membership: Membership, last_day: date, kind: str, reason: str, by: Actor) -> None:
    """End a row as a part of another step, which has asked its own permission."""
    agreement_ends.cancel_signed_again(member=membership, reason=reason, by=by)
    move(
        membership,
        MembershipState.EXITED,
        by=Actor.as_system(by.label, origin=by.origin),
        expected=membership.version,
        reason=reason,
        stamps={"valid_to": last_day, "exit_kind": kind},
    )


@verb(permissions.CHANGE_MEMBERSHIP)
def warn(membership, *, reason: str, expected: int, days: int | None = None, token: str = "", by: Actor) -> Membership:
    """Warn the member; it still counts, and answers within ``days`` (the province's number unless named)."""
    if move(membership, MembershipState.WARNED, by=by, expected=expected, token=token, reason=reason):
        measures.take(membership, MeasureKind.WARNING, reason=reason, days=days, by=by)
    return membership


@verb(permissions.CHANGE_MEMBERSHIP)
def suspend(
    membership, *, reason: str, expected: int, days: int | None = None, token: str = "", by: Actor
) -> Membership:
    """Suspend the member from today on; it no longer counts, and answers within ``days``."""
    if move(membership, MembershipState.SUSPENDED, by=by, expected=expected, token=token, reason=reason):
        Suspension.objects.create(membership=membership, first_day=clock.today())
        measures.take(membership, MeasureKind.SUSPENSION, reason=reason, days=days, by=by)
    return membership


@verb(permissions.CHANGE_MEMBERSHIP)
def reinstate(membership, *, reason: str, expected: int, token: str = "", by: Actor) -> Membership:
    """Lift a warning, or a suspension, whose last day was yesterday (today, if it began today)."""
    if move(membership, MembershipState.ACTIVE, by=by, expected=expected, token=token, reason=reason):
        _end_suspension(membership)
        measures.lift(membership, on=clock.today(), by=by)
    return membership


def _end_suspension(membership: Membership) -> None:
    """Close the running suspension with yesterday; one that began today keeps its one day."""
    for running in Suspension.objects.filter(membership=membership, last_day__isnull=True):
        running.last_day = max(running.first_day, clock.today() - timedelta(days=1))
        running.save(update_fields=["last_day"])


def leave(membership: Membership, *, kind: str, last_day: date, reason: str, by: Actor) -> None:
    """End the membership after ``last_day``: called inside the verb that completes its exit. Raises Refused for a day
    before its first or after today."""
    if not membership.valid_from <= last_day <= clock.today():
        raise Refused(refusal(BAD_LAST_DAY), membership)
    agreement_ends.cancel_signed_again(member=membership, reason=reason, by=by)
    stamps = {"valid_to": min(last_day, membership.valid_to), "exit_kind": kind}
    move(membership, MembershipState.EXITED, by=by, expected=membership.version, reason=reason, stamps=stamps)
    inbox.close_tasks(membership, by=by)
