"""The tasks of an annual assessment: who has to do what next, until when."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.actor import Actor
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_COORDINATOR
from access.texts import in_first_language, text
from tools import calendar, clock

SCORE = text("task.assessment.score", _("Fill in the annual assessment: %(about)s"))
DECIDE = text("task.assessment.decide", _("Decide the results of the annual assessment: %(about)s"))
ANNOUNCE = text("task.assessment.announce", _("Announce the results of the annual assessment: %(about)s"))
COMPLETE = text("task.assessment_appeal.complete", _("Complete the appeal and hand it in again: %(about)s"))
ANSWER = text("task.assessment_appeal.answer", _("Answer the appeal: %(about)s"))

PERIODS = {
    SCORE: (20, calendar.Kind.WORKING),
    DECIDE: (10, calendar.Kind.WORKING),
    ANNOUNCE: (5, calendar.Kind.WORKING),
    ANSWER: (15, calendar.Kind.WORKING),
}


def due(kind: str):
    """The last day for a kind of task that begins today."""
    return calendar.due_after(clock.today(), *PERIODS[kind])


def _open(kind: str, thing, role: str, scope_kind: str, scope_id: int, last_day) -> None:
    inbox.open_task(
        kind,
        thing,
        role=role,
        scope_kind=scope_kind,
        scope_id=scope_id,
        due=last_day,
        about=in_first_language(thing),
    )


def close(thing, *kinds: str, by: Actor) -> None:
    """Close what is open about a thing."""
    inbox.close_tasks(thing, *kinds, by=by)


def score(round_) -> None:
    """The secretary fills in the points."""
    _open(SCORE, round_, CENTRE_ADMIN, "centre", round_.network.centre_id, due(SCORE))


def decide(round_) -> None:
    """The director decides what is proposed."""
    _open(DECIDE, round_, CENTRE_DIRECTOR, "centre", round_.network.centre_id, due(DECIDE))


def announce(round_) -> None:
    """The secretary announces what is decided."""
    _open(ANNOUNCE, round_, CENTRE_ADMIN, "centre", round_.network.centre_id, due(ANNOUNCE))


def complete_appeal(appeal) -> None:
    """The coordinator completes what the administrator sent back."""
    last_day = appeal.assessment.appeal_until
    _open(COMPLETE, appeal, HOSPITAL_COORDINATOR, "hospital", appeal.hospital_id, last_day)


def answer_appeal(appeal) -> None:
    """The director answers."""
    _open(ANSWER, appeal, CENTRE_DIRECTOR, "centre", appeal.network.centre_id, due(ANSWER))
