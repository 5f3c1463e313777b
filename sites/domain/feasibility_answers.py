"""What asked sites say: answers, or why not."""

from django.utils.translation import gettext_lazy as _

from access import door, inbox, logbook
from access.actor import Actor
from access.lifecycle import check_version, move
from access.refusals import Refused, refusal
from access.texts import in_first_language, text
from access.verbs import verb
from network import questions as rules
from network.domain.versions import write
from sites.domain.feasibility_rounds import TASK_ANSWER, asking_people
from sites.enums.feasibility import InvitationState
from sites.models import FeasibilityInvitation
from sites.permissions.feasibility import ANSWER
from sites.policies import feasibility as policies
from tools import clock

UNANSWERED = text("research_sites.answers.missing", _("Answer these questions, too: %(questions)s."))
ANSWERED = text("news.feasibility.answered", _("%(site)s has answered the round “%(title)s”."))
DECLINED = text("news.feasibility.declined", _("%(site)s declined in the round “%(title)s”: %(reason)s"))


@verb(ANSWER)
def answer(
    invitation: FeasibilityInvitation, *, answers: dict, expected: int, token: str = "", by: Actor
) -> FeasibilityInvitation:
    """Answer a round's questions, or change the answers while it is open; closes the task and tells who asked.

    Raises Refused for questions without an answer, and once the round is closed; Forbidden for another hospital's
    site; Stale.
    """
    questions = invitation.round.questions
    missing = rules.unanswered(questions, answers)
    if missing:
        raise Refused(refusal(UNANSWERED, questions=missing), invitation)
    known = {question["code"]: answers.get(question["code"], "") for question in questions}
    stamps = {"answers": known, "answered_by": by.user, "answered_at": clock.now(), "reason": ""}
    if invitation.state == InvitationState.ANSWERED:
        return _again(invitation, stamps, expected, by)
    if move(invitation, InvitationState.ANSWERED, by=by, expected=expected, token=token, stamps=stamps):
        _done(invitation, ANSWERED, by)
    return invitation


def _again(invitation: FeasibilityInvitation, stamps: dict, expected: int, by: Actor) -> FeasibilityInvitation:
    """Other answers instead of those that were given."""
    door.require(by, ANSWER, invitation.site)
    closed = policies.round_is_open(invitation, by)
    if closed:
        raise Refused(closed, invitation)
    row = FeasibilityInvitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    check_version(row, expected)
    if row.answers == stamps["answers"]:
        logbook.nothing_changed()
        return row
    changes = {"answers": (row.answers, stamps["answers"])}
    write(row, stamps)
    logbook.record(row, by=by, verb="feasibility_invitation.answered_anew", changes=changes)
    return row


@verb(ANSWER)
def decline(
    invitation: FeasibilityInvitation, *, reason: str, expected: int, token: str = "", by: Actor
) -> FeasibilityInvitation:
    """Say that the site cannot take part, and why; closes the task and tells who asked. Raises Refused without a
    reason, and once the round is closed; Stale."""
    stamps = {"reason": reason.strip()[:300], "answered_by": by.user, "answered_at": clock.now()}
    if move(invitation, InvitationState.DECLINED, by=by, expected=expected, token=token, reason=reason, stamps=stamps):
        _done(invitation, DECLINED, by, reason=stamps["reason"])
    return invitation


def _done(invitation: FeasibilityInvitation, code: str, by: Actor, **params) -> None:
    inbox.close_tasks(invitation, TASK_ANSWER, by=by)
    thing = invitation.round
    site = in_first_language(invitation.site)
    inbox.notify(asking_people(thing), code, thing, site=site, title=thing.title, **params)
