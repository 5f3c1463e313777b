"""Revising and closing disease networks; they are opened with or under their centre (network.domain.centres)."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from modelsearch import index

from access import logbook
from access.actor import Actor
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from access.verbs import verb
from network import news, permissions
from network.domain import assessment_rounds, closing, memberships
from network.domain.names import name_keys
from network.domain.versions import locked, write
from network.membership_enums import ApplicationState, ExitKind
from network.models import AssessmentRound, MembershipApplication, Network

FACT_FIELDS = ("name_zh", "name_en", "term_years")
APPLICATIONS_OPEN = text(
    "network.network.applications_open",
    _(
        "%(count)s applications to %(network)s are before the centre: before the network closes it decides on them, "
        "or closes on their pages those that their hospitals have left; hospitals may withdraw theirs."
    ),
)

SEALS_MISSING = text(
    "network.network.seals_missing",
    _(
        "%(numbers)s are admitted, but their agreements are not sealed by both sides: before %(network)s closes, have "
        "them sealed, ask the hospitals to withdraw, or close on their pages those that were left."
    ),
)
ROUNDS_OPEN = text(
    "network.network.rounds_open",
    _(
        "The assessment of %(years)s is under way in %(network)s: announce it before the network closes, or choose "
        "that it is cancelled with the closing and its reason."
    ),
)


@verb(permissions.CHANGE_NETWORK)
def revise(network: Network, *, changes: dict, reason: str, expected: int | None = None, by: Actor) -> Network:
    """Write other names or another term (FACT_FIELDS → value); agreements that are out keep theirs.

    Raises Refused for a closed network and without a reason, Stale when somebody else was faster.
    """
    unknown = set(changes) - set(FACT_FIELDS)
    if unknown:
        raise ValueError(f"No facts of a network: {', '.join(sorted(unknown))}")
    row = locked(network, expected)
    closing.refuse_closed(row)
    closing.need(reason, row)
    logged = logbook.changed(row, changes)
    if not logged:
        logbook.nothing_changed()
        return row
    write(row, changes | {"sort_key": name_keys(changes.get("name_zh", row.name_zh))["sort_key"]})
    logbook.record(row, by=by, verb="network.revised", changes=logged, reason=reason)
    news.tell_centre_of_network(row, news.NETWORK_REVISED, reason=reason)
    index.insert_or_update_object(row.centre)
    return row


@verb(permissions.CHANGE_NETWORK)
def close(
    network: Network, *, on: date, reason: str, cancel_rounds: bool = False, expected: int | None = None, by: Actor
) -> Network:
    """End a network and its memberships from a day on; ``cancel_rounds`` cancels assessments that are under way.

    Raises Refused while applications are before the centre or wait for seals, and while an assessment is under way
    that is not to be cancelled.
    """
    row = locked(network, expected)
    _close(row, on, reason, cancel_rounds, by)
    news.tell_centre_of_network(row, news.NETWORK_CLOSED, day=on.isoformat(), reason=reason)
    return row


def close_with_centre(network: Network, *, on: date, reason: str, cancel_rounds: bool, by: Actor) -> None:
    """End a network whose centre closes: called inside that verb, which has asked the right and tells the people."""
    _close(locked(network, None), on, reason, cancel_rounds, by)


def _close(row: Network, on: date, reason: str, cancel_rounds: bool, by: Actor) -> None:
    closing.check(row, on=on, reason=reason, first=row.opened_on)
    waiting = applications_open(row) or (None if cancel_rounds else rounds_open(row))
    if waiting:
        raise Refused(waiting, row)
    assessment_rounds.cancel_of(row, reason=reason, by=by)
    write(row, {"closed_on": on})
    logbook.record(row, by=by, verb="network.closed", changes={"closed_on": (None, on)}, reason=reason)
    memberships.end_of(network=row, on=on, kind=ExitKind.NETWORK_CLOSED, reason=reason, by=by)


def applications_open(network: Network) -> Refusal | None:
    """The sentence that applications wait for a decision, or for seals, or None. Drafts are the hospitals' own."""
    rows = MembershipApplication.objects.open().submitted().filter(network=network)
    undecided = rows.exclude(state=ApplicationState.ADMITTED).count()
    if undecided:
        return refusal(APPLICATIONS_OPEN, count=undecided, network=str(network))
    numbers = list(rows.order_by("number").values_list("number", flat=True))
    return refusal(SEALS_MISSING, numbers=numbers, network=str(network)) if numbers else None


def rounds_open(network: Network) -> Refusal | None:
    """The sentence that assessments of the network are under way, or None."""
    rounds = AssessmentRound.objects.under_way().filter(network=network).order_by("year")
    years = [str(year) for year in rounds.values_list("year", flat=True)]
    return refusal(ROUNDS_OPEN, years=years, network=str(network)) if years else None
