"""Making digests: at the hour that a person chose, of what has come since the last one; none when nothing has."""

from django.db import transaction

from access.delivery import channels, kinds
from access.delivery.digest_letters import open_tasks
from access.enums import Channel
from access.models import Delivery, DeliveryHours, Notification
from tools import clock


def make_due() -> int:
    """Plan a digest for everybody whose hour has come, and one for several that a stop has missed; returns how many.

    Called twice, or by two at once, it makes one: whoever moves the person's next digest on makes this one.
    """
    due = DeliveryHours.objects.filter(digest_due__lte=clock.now()).select_related("user").order_by("digest_due", "pk")
    return sum(_make(hours) for hours in due)


def waiting_for(user):
    """The news that wait for a person's digest; what was read on the page meanwhile is nothing new."""
    return Notification.objects.filter(user=user, for_digest=True, digest=None, read_at=None)


def _make(hours: DeliveryHours) -> bool:
    now, user = clock.now(), hours.user
    with transaction.atomic():
        row = DeliveryHours.objects.filter(pk=hours.pk, digest_due=hours.digest_due)
        if not row.update(digest_due=hours.next_digest(now), last_digest=now):
            return False
        address = channels.address_of(user, Channel.EMAIL)
        if not address or not _has_something(hours):
            return False
        digest = Delivery.objects.create(
            user=user,
            kind=kinds.DIGEST.code,
            channel=Channel.EMAIL,
            address=channels.masked(address),
            next_try=hours.free_from(now),
            queued_at=now,
        )
        waiting_for(user).update(digest=digest)
    return True


def _has_something(hours: DeliveryHours) -> bool:
    """Whether there are news that wait, or tasks opened since the last digest."""
    tasks = open_tasks(hours.user)
    if hours.last_digest:
        tasks = tasks.filter(opened_at__gt=hours.last_digest)
    return waiting_for(hours.user).exists() or tasks.exists()
