"""Counting how often announcements are read."""

import logging
from contextlib import contextmanager

from django.db import DatabaseError, connection
from django.db.models import F, Sum

from cms.models import PageView
from tools import clock

log = logging.getLogger(__name__)
PATIENCE_MS = 100


def count_visit(page) -> None:
    """Count one visit to a page today.

    A reader never waits for the count: where somebody else is writing for longer than a moment the visit is lost, and
    the log says so.
    """
    today = PageView.objects.filter(page_id=page.pk, day=clock.today())
    try:
        with _little_patience():
            if not today.update(count=F("count") + 1):
                PageView.objects.bulk_create(
                    [PageView(page_id=page.pk, day=clock.today(), count=0)], ignore_conflicts=True
                )
                today.update(count=F("count") + 1)
    except DatabaseError as error:
        log.warning("A visit to page %s was not counted: %s", page.pk, error)


def visits(page) -> int:
    """All visits to a page so far."""
    return PageView.objects.filter(page_id=page.pk).aggregate(total=Sum("count"))["total"] or 0


@contextmanager
def _little_patience():
    """On SQLite one writer keeps all others waiting, for as long as the connection's timeout says."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    usual = connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")
