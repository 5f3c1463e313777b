"""New versions of rules and texts: written by one person, published or sent back by another."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.lifecycle import move
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network import version_permissions as permissions
from network.domain import published_versions as published
from network.domain import version_tasks as tasks
from network.models import Network, VersionProposal
from network.version_enums import ProposalKind, ProposalState
from tools import clock

OVERTAKEN = text(
    "network.version.overtaken",
    _("Version %(version)s was published meanwhile. Look at it first and begin the new version from it."),
)
WAITS_ALREADY = text(
    "network.version.waits_already", _("A new version waits for a second person already: decide on that one first.")
)
PAST_DAY = text(
    "network.version.past_day", _("A new version holds from today on at the earliest: choose another day.")
)


@verb(permissions.PROPOSE)
def propose(proposal: VersionProposal, *, by: Actor) -> VersionProposal:
    """Save a new version (not yet in the database) and put it before a second person.

    Raises Refused for content that does not hold, a day in the past or not after the former version's first, when
    another version was published since it was begun, and while another one waits.
    """
    _hold(proposal)
    former = published.newest(proposal.kind, proposal.network, proposal.tier)
    _check_base(proposal, former)
    wrong = published.KINDS[ProposalKind(proposal.kind)].problem(proposal)
    if wrong:
        raise Refused(wrong)
    if proposal.valid_from < clock.today():
        raise Refused(refusal(PAST_DAY))
    published.check_day(former, proposal.valid_from)
    proposal.proposed_by = by.user
    try:
        with transaction.atomic():
            proposal.save(force_insert=True)
    except IntegrityError:
        raise Refused(refusal(WAITS_ALREADY)) from None
    logbook.record(proposal, by=by, verb="version.proposed", changes={"valid_from": ("", proposal.valid_from)})
    tasks.publish(proposal)
    return proposal


def _hold(proposal: VersionProposal) -> None:
    """Two who publish for one network wait for each other."""
    if proposal.network_id:
        Network.objects.select_for_update(no_key=True).get(pk=proposal.network_id)


def _check_base(proposal: VersionProposal, former) -> None:
    number = former.version if former else 0
    if number != proposal.based_on:
        raise Refused(refusal(OVERTAKEN, version=number), proposal if proposal.pk else None)


@verb(permissions.PUBLISH)
def publish(proposal: VersionProposal, *, expected: int, token: str = "", by: Actor) -> VersionProposal:
    """Publish what another person wrote: it holds from its day, from today if that has passed; the version before
    ends with the day before. Raises Refused for the own proposal, and for one that another version has overtaken."""
    _hold(proposal)
    stamps = {"published_at": clock.now()}
    if move(proposal, ProposalState.PUBLISHED, by=by, expected=expected, token=token, stamps=stamps):
        _check_base(proposal, published.newest(proposal.kind, proposal.network, proposal.tier))
        earliest = published.KINDS[ProposalKind(proposal.kind)].earliest()
        published.publish(proposal, valid_from=max(proposal.valid_from, earliest), by=by)
        tasks.close(proposal, by=by)
    return proposal


@verb(permissions.PUBLISH)
def send_back(proposal: VersionProposal, *, reason: str, expected: int, token: str = "", by: Actor) -> VersionProposal:
    """Send a version back to whoever wrote it: nothing is published."""
    if move(proposal, ProposalState.RETURNED, by=by, expected=expected, token=token, reason=reason):
        tasks.close(proposal, by=by)
    return proposal


@verb(permissions.PROPOSE)
def withdraw(proposal: VersionProposal, *, expected: int, token: str = "", by: Actor) -> VersionProposal:
    """Take one's own version back."""
    if move(proposal, ProposalState.WITHDRAWN, by=by, expected=expected, token=token):
        tasks.close(proposal, by=by)
    return proposal
