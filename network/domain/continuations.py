"""What becomes of memberships when their campus goes over to another hospital: each ends or continues, as chosen."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.lifecycle import move
from access.refusals import Refused, refusal
from access.texts import text
from network.domain import memberships
from network.membership_enums import ExitKind, MembershipState
from network.models import Campus, Membership, Suspension
from network.organisation_enums import MembershipChoice

CHOICES_DIFFER = text(
    "network.reorganisation.choices_differ",
    _("The memberships are not those that you chose for: load the page again and choose for each of them."),
)
CAMPUS_ENDS = text(
    "network.reorganisation.campus_ends",
    _("%(membership)s cannot continue: its campus does not go over. Let the campus go over, or end the membership."),
)
TERM_OVER = text(
    "network.reorganisation.term_over",
    _("%(membership)s ends by itself with that day: choose that it ends."),
)


def candidates(on: date, **whose):
    """The memberships of a hospital or campus (``hospital=…``) that would run on a day or later."""
    rows = Membership.objects.not_over(on).filter(**whose).exclude(state=MembershipState.EXITED)
    return rows.order_by("pk")


def decide(
    *, on: date, choices: dict[int, str], places: dict[int, Campus], ended_as: str, reason: str, by: Actor, **whose
) -> list[Membership]:
    """End or continue each membership (key → MembershipChoice) from a day on: called inside the verb that reorganises.

    ``places`` says which campus of the other hospital each campus became. Raises Refused unless there is one choice
    for each membership, and for one that cannot continue. Returns the memberships that begin.
    """
    rows = list(candidates(on, **whose).select_for_update())
    if {row.pk for row in rows} != set(choices):
        raise Refused(refusal(CHOICES_DIFFER))
    begun = []
    for row in rows:
        if choices[row.pk] == MembershipChoice.CONTINUE:
            begun.append(_continue(row, places.get(row.campus_id), on, reason, by))
        else:
            memberships.end_of(pk=row.pk, on=on, kind=ended_as, reason=reason, by=by)
    return begun


def _continue(former: Membership, place: Campus | None, on: date, reason: str, by: Actor) -> Membership:
    """End a row and begin the next under the same number, with the same last day and what weighs on it."""
    if place is None:
        raise Refused(refusal(CAMPUS_ENDS, membership=str(former)), former)
    first = max(former.valid_from, on - timedelta(days=1)) + timedelta(days=1)
    if first > former.valid_to:
        raise Refused(refusal(TERM_OVER, membership=str(former)), former)
    memberships.end_of(pk=former.pk, on=on, kind=ExitKind.CONTINUED, reason=reason, by=by)
    membership = Membership.objects.create(
        number=former.number,
        hospital=place.hospital,
        campus=place,
        network=former.network,
        tier=former.tier,
        follows=former,
        valid_from=first,
        valid_to=former.valid_to,
    )
    changes = {"hospital": (former.hospital, place.hospital), "campus": (former.campus, place)}
    changes |= {"valid_from": ("", first), "valid_to": ("", former.valid_to)}
    logbook.record(membership, by=by, verb="membership.continued", changes=changes, reason=reason)
    _keep_burdens(former, membership, reason, by)
    return membership


def _keep_burdens(former: Membership, membership: Membership, reason: str, by: Actor) -> None:
    """A warning and a suspension go on: a merger lifts neither."""
    for old in former.suspensions.all():
        if old.last_day is None or old.last_day >= membership.valid_from:
            days = {"first_day": max(old.first_day, membership.valid_from), "last_day": old.last_day}
            Suspension.objects.create(membership=membership, **days)
    if former.state != MembershipState.ACTIVE:
        system = Actor.as_system(by.label, origin=by.origin)
        move(membership, former.state, by=system, expected=membership.version, reason=reason)
