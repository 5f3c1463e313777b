"""Counting how often announcements are read."""

import atexit
import logging
import threading
import time
from collections import Counter
from contextlib import contextmanager

from django.db import DatabaseError, connection
from django.db.models import Sum

from cms.models import PageView
from tools import clock

log = logging.getLogger(__name__)
PATIENCE_MS = 100
TALLY_SECONDS = 5
TABLE = PageView._meta.db_table
# One statement on either database, also for the first visit of a day; the ORM has no upsert that adds.
ADD = (
    f"INSERT INTO {TABLE} (page_id, day, count) VALUES (%s, %s, %s) "  # noqa: S608 - nothing but our table's name
    f"ON CONFLICT (page_id, day) DO UPDATE SET count = {TABLE}.count + excluded.count"
)


def count_visit(page) -> None:
    """Count one visit to a page today.

    A reader never waits for the count: where somebody else is writing for longer than a moment the visit is lost, and
    the log says so.
    """
    _add(page.pk, 1)


def _add(page_id: int, visits: int) -> None:
    try:
        with _little_patience(), connection.cursor() as cursor:
            cursor.execute(ADD, [page_id, clock.today(), visits])
    except DatabaseError as error:
        log.warning("A visit to page %s was not counted: %s", page_id, error)


class _Tally:
    """Visits to pages that were answered from memory, written together every few seconds, and at the end."""

    def __init__(self):
        self.lock, self.counts, self.written_at = threading.Lock(), Counter(), 0.0

    def add(self, page_id: int) -> None:
        with self.lock:
            self.counts[page_id] += 1
            due = time.monotonic() - self.written_at > TALLY_SECONDS
        if due:
            self.write()

    def write(self) -> None:
        with self.lock:
            counts, self.counts, self.written_at = self.counts, Counter(), time.monotonic()
        for page_id, count in counts.items():
            _add(page_id, count)


_tally = _Tally()
atexit.register(_tally.write)


def count_later(page_id: int | None) -> None:
    """Count one visit to a page that was answered from memory; None is a page whose visits nobody counts.

    The first after a quiet while is written at once, those of a rush together: a process that is killed loses the
    visits of the last seconds.
    """
    if page_id is not None:
        _tally.add(page_id)


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
