"""When a step of the annual assessment is possible: guards of its lifecycles, each answering with a sentence."""

from django.utils.translation import gettext_lazy as _

from access.refusals import Refusal, refusal
from access.texts import text
from network.assessment_enums import SCORED, SETTLED, AssessmentState
from tools import clock

LOCKED = text("assessment.locked", _("The assessment is “%(state)s”: its points cannot be changed now."))
OWN_PROPOSAL = text(
    "assessment.own_proposal", _("You put this before the director yourself: a second person decides it.")
)
NOT_SETTLED = text(
    "assessment_round.not_settled",
    _("%(count)s members are not decided yet: decide each, or say why it is not assessed this year."),
)
NOTHING_DECIDED = text(
    "assessment_round.nothing_decided", _("No member's result is decided: there is none to announce.")
)
TOO_LATE = text("assessment_appeal.too_late", _("The result could be appealed until %(day)s: since then it is final."))
NO_GROUNDS = text("assessment_appeal.no_grounds", _("Write the grounds of the appeal first."))
NOT_ANNOUNCED = text("assessment_appeal.not_announced", _("Only an announced result can be appealed."))


def locked(assessment) -> Refusal | None:
    """Points change only while the secretary fills them in."""
    return None if assessment.state in SCORED else refusal(LOCKED, state=str(assessment.get_state_display()))


def decided_by_another(assessment, actor) -> Refusal | None:
    """Four eyes: who proposed a result does not decide it."""
    own = actor.user is not None and assessment.proposed_by_id == actor.user.pk
    return refusal(OWN_PROPOSAL) if own else None


def all_settled(round_, actor) -> Refusal | None:
    """Results are announced together, when every member's is there."""
    rows = round_.assessments.all()
    waiting = rows.exclude(state__in=SETTLED).count()
    if waiting:
        return refusal(NOT_SETTLED, count=waiting)
    decided = rows.filter(state=AssessmentState.DECIDED).exists()
    return None if decided else refusal(NOTHING_DECIDED)


def unappealable(assessment) -> Refusal | None:
    """The sentence that a result cannot be appealed today, or None."""
    if assessment.appeal_until is None:
        return refusal(NOT_ANNOUNCED)
    if clock.today() > assessment.appeal_until:
        return refusal(TOO_LATE, day=assessment.appeal_until.isoformat())
    return None


def in_time(appeal, actor) -> Refusal | None:
    """An appeal reaches the centre by the last day for it."""
    return unappealable(appeal.assessment)


def has_grounds(appeal, actor) -> Refusal | None:
    """An appeal says why."""
    return None if appeal.grounds.strip() else refusal(NO_GROUNDS)
