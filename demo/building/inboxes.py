"""What makes inboxes look like a working day: news that is older than some days has been read."""

from datetime import date, timedelta

from django.db.models import F

from access.models import Notification
from tools import clock

UNREAD_DAYS = 6


def read_old_news(as_of: date) -> int:
    """Mark older notifications as read when they came; returns how many."""
    rows = Notification.objects.filter(
        read_at__isnull=True, sent_at__lt=clock.moment(as_of - timedelta(days=UNREAD_DAYS))
    )
    return rows.update(read_at=F("sent_at"))
