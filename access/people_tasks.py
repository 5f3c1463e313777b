"""Beats about people who come, stay away and go; imported when the application starts."""

from django.utils.translation import gettext_lazy as _

from access import beats
from access.actor import Actor
from access.domain import hand_overs
from access.models import HandOver
from access.people_enums import HandOverState
from tools import clock


@beats.each_day("access.carry_drafts", at="00:15", title=_("Let drafts follow to successors on their first day"))
def carry_drafts() -> None:
    """Hand-overs that were confirmed before and whose first day has come."""
    waiting = HandOver.objects.filter(
        state=HandOverState.CONFIRMED, carried_at=None, first_day__lte=clock.today()
    ).select_related("leaver", "successor")
    for hand_over in waiting:
        hand_overs.carry(hand_over, by=Actor.as_system("carry_drafts"))
