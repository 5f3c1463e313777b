"""Feasibility rounds: prepared, sent to chosen sites, closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from access import inbox, logbook
from access.actor import Actor
from access.lifecycle import move
from access.refusals import Refused, refusal
from access.texts import in_first_language, text
from access.verbs import verb
from network import questions as rules
from network.domain.versions import locked, write
from network.models import Hospital
from network.news import centre_people
from sites.domain import keepers
from sites.enums.feasibility import InvitationState, RoundState
from sites.feasibility import Criteria, Fit, match
from sites.models import FeasibilityInvitation, FeasibilityRound, ResearchSite
from sites.permissions.feasibility import ASK
from sites.policies.feasibility import still_draft
from sites.queries.feasibility import reach_of
from tools import clock

TASK_ANSWER = text("task.feasibility.answer", _("Answer for %(site)s whether the study is feasible: %(title)s"))
OUT_OF_REACH = text(
    "research_sites.round.out_of_reach",
    _("Choose sites from the list: “%(site)s” is closed or out of the round's reach."),
)
BAD_QUESTIONS = text("research_sites.round.bad_questions", _("Question %(number)s: %(problem)s"))
CLOSED = text("news.feasibility.closed", _("%(asker)s has closed the round “%(title)s”. Thank you for answering."))


@dataclass(frozen=True)
class RoundFacts:
    """What is entered about a round."""

    title: str
    due_on: date
    criteria: Criteria = Criteria()
    about: str = ""


@verb(ASK)
def prepare(asker, *, facts: RoundFacts, by: Actor) -> FeasibilityRound:
    """Begin a round of a hospital or a network, a draft that only the own side sees."""
    whose = {"hospital": asker} if isinstance(asker, Hospital) else {"network": asker}
    made = FeasibilityRound.objects.create(
        **whose,
        title=facts.title.strip(),
        about=facts.about.strip(),
        criteria=facts.criteria.as_data,
        due_on=facts.due_on,
        opened_by=by.user,
    )
    changes = {"title": (None, made.title), "due_on": (None, made.due_on)}
    logbook.record(made, by=by, verb="feasibility_round.prepared", changes=changes)
    return made


@verb(ASK)
def revise(thing: FeasibilityRound, *, facts: RoundFacts, expected: int | None = None, by: Actor) -> FeasibilityRound:
    """Write title, criteria and last day of a draft anew. Raises Refused once it was sent; Stale."""
    new = {
        "title": facts.title.strip(),
        "about": facts.about.strip(),
        "criteria": facts.criteria.as_data,
        "due_on": facts.due_on,
    }
    return _write(thing, new, expected, "feasibility_round.revised", by)


@verb(ASK)
def ask(thing: FeasibilityRound, *, questions: list[dict], expected: int | None = None, by: Actor) -> FeasibilityRound:
    """Write the questions of a draft (``network.questions``). Raises Refused for one that does not hold, and once the
    round was sent; Stale."""
    for place, problem in rules.problems(questions).items():
        raise Refused(refusal(BAD_QUESTIONS, number=place + 1, problem=problem), thing)
    return _write(thing, {"questions": questions}, expected, "feasibility_round.questions_written", by)


def _write(thing, new: dict, expected: int | None, act: str, by: Actor) -> FeasibilityRound:
    row = _draft(thing, expected)
    changed = logbook.changed(row, new)
    if not changed:
        logbook.nothing_changed()
        return row
    write(row, new)
    logbook.record(row, by=by, verb=act, changes=changed)
    return row


def _draft(thing: FeasibilityRound, expected: int | None) -> FeasibilityRound:
    row = locked(thing, expected)
    sent = still_draft(row)
    if sent:
        raise Refused(sent, row)
    return row


@verb(ASK)
def choose(
    thing: FeasibilityRound, *, sites: Iterable[ResearchSite], expected: int | None = None, by: Actor
) -> FeasibilityRound:
    """Choose further sites for a draft; those chosen before stay. Raises Refused for a site that is closed or out of
    the round's reach, and once the round was sent; Stale."""
    row = _draft(thing, expected)
    wanted = {site.pk: site for site in sites}
    there = set(row.invitations.values_list("site", flat=True))
    reachable = set(within_reach(row).filter(pk__in=wanted).values_list("pk", flat=True))
    for pk, site in wanted.items():
        if pk not in reachable:
            raise Refused(refusal(OUT_OF_REACH, site=str(site)), row)
    fresh = [site for pk, site in wanted.items() if pk not in there]
    if not fresh:
        logbook.nothing_changed()
        return row
    asking = {"asking_hospital_id": row.hospital_id, "asking_network_id": row.network_id}
    FeasibilityInvitation.objects.bulk_create(
        FeasibilityInvitation(round=row, site=site, hospital_id=site.hospital_id, **asking) for site in fresh
    )
    write(row, {})
    changes = {"sites": (len(there), len(there) + len(fresh))}
    logbook.record(row, by=by, verb="feasibility_round.sites_chosen", changes=changes)
    return row


@verb(ASK)
def send(thing: FeasibilityRound, *, expected: int, token: str = "", by: Actor) -> FeasibilityRound:
    """Send a round to the chosen sites: each hospital gets a task. Raises Refused as the lifecycle says; Stale."""
    if not move(thing, RoundState.OPEN, by=by, expected=expected, token=token, stamps={"sent_at": clock.now()}):
        return thing
    for invitation in thing.invitations.select_related("site", "round").order_by("pk"):
        move(invitation, InvitationState.INVITED, by=by, expected=invitation.version)
        site = in_first_language(invitation.site)
        about = {"hospital_id": invitation.hospital_id, "due": thing.due_on}
        keepers.open_task(TASK_ANSWER, invitation, **about, site=site, title=thing.title)
    return thing


@verb(ASK)
def close(thing: FeasibilityRound, *, expected: int, token: str = "", by: Actor) -> FeasibilityRound:
    """Close a round: no answer is taken any more, open tasks end, and those who answered are thanked. Stale."""
    if not move(thing, RoundState.CLOSED, by=by, expected=expected, token=token, stamps={"closed_at": clock.now()}):
        return thing
    for invitation in thing.invitations.select_related("round").order_by("pk"):
        inbox.close_tasks(invitation, TASK_ANSWER, by=by)
        if invitation.state == InvitationState.ANSWERED:
            people = keepers.keepers(invitation.hospital_id)
            inbox.notify(people, CLOSED, invitation, asker=in_first_language(thing.asker), title=thing.title)
    return thing


def within_reach(thing: FeasibilityRound):
    """The open sites among which a round chooses: of its network's members, or of hospitals that share a network with
    the asking one (ADR 8)."""
    return ResearchSite.objects.open().filter(reach_of(thing.hospital_id, thing.network_id))


def fits(thing: FeasibilityRound, by: Actor) -> list[Fit]:
    """Each site in reach with what it lacks of the round's criteria; figures of sites that the actor may not read stay
    untold."""
    rows = within_reach(thing)
    told = set(rows.visible_to(by).values_list("hospital", flat=True))
    return match(rows, Criteria.of(thing.criteria), told=told)


def asking_people(thing: FeasibilityRound) -> list:
    """The people of the asking side today."""
    if thing.network_id:
        return centre_people(thing.network.centre_id)
    return keepers.keepers(thing.hospital_id)
