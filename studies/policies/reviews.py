"""Whether the state of a review permits what somebody wants to do with it."""

from django.utils.translation import gettext_lazy as _

from access.actor import Actor
from access.refusals import Refusal, refusal
from access.texts import text
from studies.enums import ReviewKind, ReviewMode, ReviewState, SeatState, StudyState

NOT_YOURS = text("studies.review.not_yours", _("This invitation is another person's."))
OVER = text("studies.review.over", _("The review is closed: opinions are no longer taken."))
NO_OPINION = text(
    "studies.review.no_opinion", _("Nobody has given an opinion yet: wait for one, or cancel the review.")
)
WRONG_STATE = text(
    "studies.review.wrong_state",
    _("The study is “%(state)s”: this review is held while it is “%(right)s”."),
)
# In which state of the study each kind of review is held.
HELD_IN = {ReviewKind.SCIENTIFIC: StudyState.SCIENTIFIC_REVIEW, ReviewKind.INSTITUTION: StudyState.ETHICS_PENDING}


def own_seat(seat, actor: Actor) -> Refusal | None:
    """The seat is the actor's own."""
    is_own = actor.is_person and seat.reviewer_id == actor.user.pk
    return None if is_own else refusal(NOT_YOURS)


def review_is_open(seat, actor: Actor) -> Refusal | None:
    """The review still takes opinions."""
    return None if seat.review.state == ReviewState.OPEN else refusal(OVER)


def has_opinions(review, actor: Actor) -> Refusal | None:
    """A review held here has at least one opinion."""
    if review.mode == ReviewMode.RECORDED or review.seats.filter(state=SeatState.GIVEN).exists():
        return None
    return refusal(NO_OPINION)


def wrong_state(study, kind: str) -> Refusal | None:
    """Why a review of a kind cannot be held now, or None."""
    right = HELD_IN[ReviewKind(kind)]
    if study.state == right:
        return None
    return refusal(WRONG_STATE, state=str(study.get_state_display()), right=str(right.label))
