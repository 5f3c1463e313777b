"""What the system does by the clock, without anybody asking: each minute, or each day at a time.

A beat is a function without arguments, registered by importing its module from ``apps.ready()``. It does what is due
at the moment when it is called, so that calling it twice does no harm, and calling it once after a stop of three
days catches up on everything. One worker at a time holds a beat. What takes longer than some seconds belongs into a
job that the beat starts.
"""

import logging
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import Error, connection
from django.db.models import Q

from access.beat_titles import name_beat
from access.models import Beat
from tools import clock

logger = logging.getLogger(__name__)
# What failed is tried again no later than this, even if it is due once a day.
RETRY_SECONDS = 600
_syncing = threading.Lock()


@dataclass(frozen=True)
class Registered:
    """A beat in code: its function, and its rhythm: every ``seconds``, or each day ``at`` a time in Shanghai."""

    name: str
    function: Callable[[], None]
    seconds: int = 0
    at: time | None = None

    def next_after(self, moment: datetime) -> datetime:
        """The first time it is due after a moment, whatever was missed before."""
        if self.at is None:
            return moment + timedelta(seconds=self.seconds)
        local = clock.local(moment)
        today = local.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
        return clock.moment(today if today > local else today + timedelta(days=1))


BEATS: dict[str, Registered] = {}


def every(seconds: int, name: str, title=None) -> Callable:
    """Register a function that is called every so many seconds."""
    return _register(name, title, seconds=seconds)


def each_minute(name: str, title=None) -> Callable:
    """Register a function that is called once a minute."""
    return _register(name, title, seconds=60)


def each_day(name: str, at: str, title=None) -> Callable:
    """Register a function that is called once a day, at a time in Shanghai such as "02:30"."""
    return _register(name, title, at=time.fromisoformat(at))


def _register(name: str, title, **rhythm) -> Callable:
    def register(function: Callable[[], None]) -> Callable:
        if name in BEATS and BEATS[name].function.__qualname__ != function.__qualname__:
            raise ValueError(f"The beat {name} is registered twice.")
        BEATS[name] = Registered(name, function, **rhythm)
        name_beat(name, title or name)
        return function

    return register


def run(name: str) -> None:
    """Do a beat's work here and now, whoever holds it; what it raises goes on. For tests and the command line."""
    BEATS[name].function()


def sync() -> None:
    """Give every registered beat its row: the first time, one with an interval is due at once."""
    now = clock.now()
    with _syncing:
        known = set(Beat.objects.values_list("name", flat=True))
        rows = [
            Beat(name=beat.name, next_due=now if beat.at is None else beat.next_after(now))
            for beat in BEATS.values()
            if beat.name not in known
        ]
        Beat.objects.bulk_create(rows, ignore_conflicts=True)


def take_due(holder: str, *, running: Collection[str] = ()) -> list[str]:
    """Take every due beat that nobody holds; returns their names. Of several who try, one gets each.

    ``running`` are those that the holder is at, even if it could not say so for a while.
    """
    due = Beat.objects.due().filter(name__in=BEATS.keys() - set(running)).values_list("name", flat=True)
    return [name for name in list(due) if _take(name, holder)]


def _take(name: str, holder: str) -> bool:
    # One conditional update decides: the database lets one of several through.
    return bool(Beat.objects.due().filter(name=name).update(holder=holder, lease_until=_lease()))


def _lease() -> datetime:
    return clock.now() + timedelta(seconds=settings.JOB_LOST_SECONDS)


def keep(holder: str, names: Collection[str]) -> None:
    """Say that the holder is at these beats: they stay its own. One that it holds only by name goes to others."""
    Beat.objects.filter(holder=holder, name__in=names).update(lease_until=_lease())


def carry_out(name: str, holder: str) -> None:
    """Do the work of a beat that was taken, and note how it went; an error is kept, and it is tried again when due.

    When the work has lost its connection to the database, how it went is noted by another one.
    """
    began, error = clock.now(), ""
    try:
        run(name)
    except Exception as problem:
        logger.exception("The beat %s failed.", name)
        # Only its kind: what it says may hold something of the work, and stands in the log.
        error = type(problem).__name__
    try:
        _give_back(name, holder, began, error)
    except Error:
        connection.close()
        _give_back(name, holder, began, error)


def _give_back(name: str, holder: str, began: datetime, error: str) -> None:
    held = Beat.objects.filter(name=name, holder=holder)
    row = held.first()
    if row is None:
        return
    now = clock.now()
    next_due = BEATS[name].next_after(now)
    if error:
        sooner = min(next_due, now + timedelta(seconds=RETRY_SECONDS))
        ended = {"last_error": error, "failures": row.failures + 1, "next_due": sooner}
    else:
        ended = {"last_error": "", "failures": 0, "next_due": next_due, "last_success": now}
    held.update(holder="", lease_until=None, last_run=began, **ended)


def free(*holders: str) -> int:
    """Take the beats of workers that are known to be dead away from them; returns how many."""
    return Beat.objects.filter(Q(holder__in=holders) & ~Q(holder="")).update(holder="", lease_until=None)
