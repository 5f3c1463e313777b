"""When a round may be sent and answered."""

from django.utils.translation import gettext_lazy as _

from access import door
from access.actor import Actor
from access.refusals import Refusal, refusal
from access.texts import text
from sites.enums.feasibility import RoundState
from sites.permissions.feasibility import ANSWER
from tools import clock

NOT_DRAFT = text("research_sites.round.sent", _("The round was sent: its questions and criteria stay as they are."))
NO_SITES = text("research_sites.round.no_sites", _("Choose at least one research site before you send the round."))
NO_QUESTIONS = text("research_sites.round.no_questions", _("Write at least one question before you send the round."))
PAST_DUE = text("research_sites.round.past_due", _("The last day for answers %(day)s is over: choose a later one."))
NOT_OPEN = text("research_sites.round.not_open", _("The round is closed: no answer is taken any more."))


def still_draft(thing, actor: Actor | None = None) -> Refusal | None:
    """A round is changed until it is sent."""
    return None if thing.state == RoundState.DRAFT else refusal(NOT_DRAFT)


def has_sites(thing, actor: Actor) -> Refusal | None:
    """A round is sent to somebody."""
    return None if thing.invitations.exists() else refusal(NO_SITES)


def has_questions(thing, actor: Actor) -> Refusal | None:
    """A round asks something."""
    return None if thing.questions else refusal(NO_QUESTIONS)


def has_time(thing, actor: Actor) -> Refusal | None:
    """There is time left for answers."""
    return None if thing.due_on >= clock.today() else refusal(PAST_DUE, day=thing.due_on.isoformat())


def round_is_open(invitation, actor: Actor) -> Refusal | None:
    """Answers are taken while the round is open, late ones too."""
    return None if invitation.round.state == RoundState.OPEN else refusal(NOT_OPEN)


def is_own_site(invitation, actor: Actor) -> Refusal | None:
    """The asking side sees the invitation as well: the asked site's own hospital answers."""
    return door.why(actor, ANSWER, invitation.site)
