"""Beats about people who come, stay away and go; imported when the application starts."""

from django.utils.translation import gettext_lazy as _

from access import beats
from access.actor import Actor
from access.domain import account_reviews, deletion_requests, hand_overs
from access.models import DeletionRequest, HandOver
from access.people_enums import DeletionState, HandOverState
from tools import clock


@beats.each_day("access.carry_drafts", at="00:15", title=_("Let drafts follow to successors on their first day"))
def carry_drafts() -> None:
    """Hand-overs that were confirmed before and whose first day has come."""
    waiting = HandOver.objects.filter(
        state=HandOverState.CONFIRMED, carried_at=None, first_day__lte=clock.today()
    ).select_related("leaver", "successor")
    for hand_over in waiting:
        hand_overs.carry(hand_over, by=Actor.as_system("carry_drafts"))


@beats.each_day("access.delete_people", at="02:10", title=_("Delete what people asked to have deleted"))
def delete_people() -> None:
    """Requests that were granted on a day before."""
    today = clock.moment(clock.today())
    granted = DeletionRequest.objects.filter(state=DeletionState.GRANTED, answered_at__lt=today)
    for request in granted.select_related("user"):
        deletion_requests.delete(request, by=Actor.as_system("delete_people"))


@beats.each_day("access.open_review", at="06:00", title=_("Open the account review of the quarter"))
def open_review() -> None:
    """The first day on which the quarter has none; a stop over its first days is caught up on."""
    account_reviews.open_review(by=Actor.as_system("open_review"))
