"""Whether the state of a study permits what somebody wants to do with it."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from access.actor import Actor
from access.refusals import Refusal, refusal
from access.texts import text
from network.policies import closed_hospital
from studies import gates
from studies.enums import ReviewDecision, ReviewKind, ReviewState, StudyState
from studies.record import completeness
from tools import clock

INCOMPLETE = text("studies.record_incomplete", _("Still missing in the record: %(fields)s. Fill it in first."))
COMMENTS_WAIT = text("studies.comments_wait", _("%(count)s comments are not answered yet: answer them first."))
NO_SCIENCE = text(
    "studies.no_scientific_review",
    _("No closed scientific review approves the submitted record: record it, or hold it here."),
)
NO_INSTITUTION = text(
    "studies.no_institution_approval",
    _("No approval by the institution is recorded for the submitted record: record it first."),
)
REVIEW_OPEN = text("studies.review_open", _("A review is open: close or cancel it first."))
SUBMITTED_BEFORE = text(
    "studies.submitted_before",
    _("The study was submitted before: hand the draft in again, and let the administrator withdraw it afterwards."),
)
WAS_ELSEWHERE = text("studies.was_elsewhere", _("Before the suspension the study was “%(state)s”: resume there."))
NOT_WRITABLE = text("studies.not_writable", _("The study is “%(state)s”: its record can be read, not changed."))
MOST_NAMED = 6


def hospital_is_open(study, actor: Actor) -> Refusal | None:
    """The lead hospital has not closed."""
    return closed_hospital(study.lead_hospital)


def record_complete(study, actor: Actor) -> Refusal | None:
    """Everything that a submission needs is in the record."""
    missing = completeness.missing(study.record.values, completeness.OWN, study.kind)
    if not missing:
        return None
    return refusal(INCOMPLETE, fields=[str(field.title) for field in missing[:MOST_NAMED]])


def comments_answered(study, actor: Actor) -> Refusal | None:
    """No comment waits for an answer."""
    count = study.comments.waiting().count()
    return refusal(COMMENTS_WAIT, count=count) if count else None


def _approved(study, kind: str) -> bool:
    """Whether the newest closed review of a kind approved the newest version of the record."""
    newest = study.versions.order_by("-number").values_list("number", flat=True).first()
    review = study.reviews.filter(kind=kind, state=ReviewState.CLOSED).order_by("-closed_at", "-pk").first()
    return review is not None and review.decision == ReviewDecision.APPROVED and review.record_version == newest


def science_approved(study, actor: Actor) -> Refusal | None:
    """The submitted version passed a scientific review (科学性审查)."""
    return None if _approved(study, ReviewKind.SCIENTIFIC) else refusal(NO_SCIENCE)


def institution_approved(study, actor: Actor) -> Refusal | None:
    """The institution took the submitted version on (立项)."""
    return None if _approved(study, ReviewKind.INSTITUTION) else refusal(NO_INSTITUTION)


def no_review_open(study, actor: Actor) -> Refusal | None:
    """No review of the study is open."""
    return refusal(REVIEW_OPEN) if study.reviews.filter(state=ReviewState.OPEN).exists() else None


def never_submitted(study, actor: Actor) -> Refusal | None:
    """The study has not left the hospital yet."""
    return refusal(SUBMITTED_BEFORE) if study.submitted_at is not None else None


def writable(study) -> Refusal | None:
    """The record may be written now."""
    return None if study.keeps_record else refusal(NOT_WRITABLE, state=str(study.get_state_display()))


def gate(step: str) -> Callable:
    """A guard that asks the gates before a step."""

    def stands_open(study, actor: Actor) -> Refusal | None:
        return gates.shut(step, study, clock.today())

    return stands_open


def was(state: str) -> Callable:
    """A guard: the study was in a state when it was suspended."""

    def was_there(study, actor: Actor) -> Refusal | None:
        if study.suspended_from == state:
            return None
        return refusal(WAS_ELSEWHERE, state=str(StudyState(study.suspended_from).label))

    return was_there
