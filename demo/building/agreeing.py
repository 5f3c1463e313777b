"""Everybody has read the privacy notice before the story begins."""

from datetime import date, timedelta

from access.actor import Actor
from access.domain import privacy
from access.models import PrivacyNotice, User
from tools import clock

EVENING = "18:30"


def agree(as_of: date) -> int:
    """Let every person agree to the notice in force, each for oneself, on the evening before the story's day; returns
    how many there are."""
    with clock.at(f"{as_of - timedelta(days=1)} {EVENING}"):
        notice = PrivacyNotice.objects.in_force().first()
        people = list(User.objects.filter(is_active=True).order_by("pk")) if notice else []
        for user in people:
            privacy.accept(notice, by=Actor.of(user))
    return len(people)
