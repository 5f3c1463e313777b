"""How many members a network plans for a year: one figure per network and year, each change with its former value."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.refusals import Refused, Stale, refusal
from access.texts import text
from access.verbs import verb
from network.dashboard_permissions import CHANGE_PLAN
from network.domain import closing
from network.domain.versions import locked, write
from network.models import MemberPlan, Network

UNFIT = text(
    "network.plan.unfit",
    _("A plan is a whole number of members from 0 to 100,000, for a year from 2000 to 2999: correct it."),
)
STALE = text(
    "network.plan.stale",
    _("Somebody else has written this plan in the meantime: it is %(members)s now. Compare and save again."),
)


@verb(CHANGE_PLAN)
def write_plan(network: Network, *, year: int, members: int, expected: int = 0, by: Actor) -> MemberPlan:
    """Write the plan of a year; ``expected`` is the version that the person saw, 0 where there was none.

    Raises Refused for figures out of range and for a closed network, Stale when somebody else was faster.
    """
    closing.refuse_closed(network)
    _check(network, year, members)
    found = MemberPlan.objects.filter(network=network, year=year).first()
    if found is None:
        return _enter(network, year, members, expected, by)
    if not expected:
        raise Stale(refusal(STALE, members=found.members), network)
    row = locked(found, expected)
    if row.members == members:
        logbook.nothing_changed()
        return row
    before = row.members
    write(row, {"members": members})
    logbook.record(row, by=by, verb="plan.changed", changes={"members": (before, members)})
    return row


def _enter(network: Network, year: int, members: int, expected: int, by: Actor) -> MemberPlan:
    """The first plan of the year; the database lets one of two who save at the same moment through."""
    if expected:
        raise Stale(refusal(STALE, members="—"), network)
    try:
        with transaction.atomic():
            row = MemberPlan.objects.create(network=network, year=year, members=members)
    except IntegrityError:
        now = MemberPlan.objects.get(network=network, year=year).members
        raise Stale(refusal(STALE, members=now), network) from None
    logbook.record(row, by=by, verb="plan.entered", changes={"year": ("", year), "members": ("", members)})
    return row


def _check(network: Network, year: int, members: int) -> None:
    try:
        MemberPlan(network=network, year=year, members=members).clean_fields(exclude=["network"])
    except ValidationError:
        raise Refused(refusal(UNFIT), network) from None
