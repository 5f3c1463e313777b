"""Everybody has read the privacy notice before the story begins."""

from datetime import date

from access.actor import Actor
from access.domain import privacy
from access.models import PrivacyNotice, User
from tools import clock

MORNING = "07:00"


def agree(as_of: date) -> int:
    """Let every person agree to the notice in force on a day, each for oneself; returns how many there are."""
    with clock.at(f"{as_of} {MORNING}"):
        notice = PrivacyNotice.objects.in_force().first()
        people = list(User.objects.filter(is_active=True).order_by("pk")) if notice else []
        for user in people:
            privacy.accept(notice, by=Actor.of(user))
    return len(people)
