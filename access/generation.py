"""The generation of the public pages: bumped on commit by whoever changes what they show, read by every process.

``logbook.record`` bumps it for every act on a model that has public rows, the content system for what it publishes. A
reader learns of a bump within ``REMEMBERED_SECONDS``. A process that dies between its commit and the bump leaves
pages behind that are as old as their store lets them be: a minute (config.public_cache).
"""

import threading
import time

from django.db import transaction
from django.db.models import F

from access.models.generation import PublicGeneration

REMEMBERED_SECONDS = 0.5


class _Memory:
    """What this process last read, and until when it holds."""

    number = 0
    standing: dict = {}
    until = 0.0
    lock = threading.Lock()


_memory = _Memory()


def touch() -> None:
    """Say that what the public reads changes with this transaction; once for each transaction, however often said."""
    connection = transaction.get_connection()
    if not any(entry[1] is bump for entry in connection.run_on_commit):
        # The act is done by then: a bump that fails must not undo the answer, and no page grows older than a minute.
        transaction.on_commit(bump, robust=True)


def bump() -> None:
    """Begin the next generation now."""
    row = PublicGeneration.objects.filter(pk=PublicGeneration.ONLY)
    if not row.update(number=F("number") + 1):
        PublicGeneration.objects.bulk_create([PublicGeneration(pk=PublicGeneration.ONLY)], ignore_conflicts=True)
        row.update(number=F("number") + 1)
    with _memory.lock:
        _memory.until = 0.0


def current() -> int:
    """The generation, at most half a second old; 0 before the first change. One query, or none."""
    with _memory.lock:
        _remember()
        return _memory.number


def standing() -> dict:
    """What stands on every public page, as old as ``current()`` and by the same query."""
    with _memory.lock:
        _remember()
        return dict(_memory.standing)


def standing_now() -> dict:
    """The same as the database has it at this moment: for whoever changes it. One query."""
    return PublicGeneration.objects.values_list("standing", flat=True).first() or {}


def stand(values: dict) -> None:
    """Write what stands on every public page; the next generation shows it. Called inside a verb."""
    PublicGeneration.objects.bulk_create([PublicGeneration(pk=PublicGeneration.ONLY)], ignore_conflicts=True)
    PublicGeneration.objects.filter(pk=PublicGeneration.ONLY).update(standing=values)
    touch()


def _remember() -> None:
    """Read the row again once what was read is too old: called with the lock held."""
    if time.monotonic() < _memory.until:
        return
    asked_at = time.monotonic()
    found = PublicGeneration.objects.values_list("number", "standing").first()
    _memory.number, _memory.standing = found or (0, {})
    _memory.until = asked_at + REMEMBERED_SECONDS
