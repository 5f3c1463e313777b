"""The one clock of the project.

Everything that asks for the time asks here, so that tests and the building of the demonstration years can move it.
Moments are aware UTC datetimes; dates are those of the calendar in Asia/Shanghai, whatever the server's own zone is.
"""

import threading
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

# The moments at which the clock has been stopped, innermost last. It belongs to the process and not to the thread:
# a test's live server answers in another thread and must see the same time as the test.
_stops: list[datetime] = []
_lock = threading.Lock()


def now() -> datetime:
    """Return this moment as an aware UTC datetime."""
    with _lock:
        return _stops[-1] if _stops else datetime.now(UTC)


def today() -> date:
    """Return the date it is now in Asia/Shanghai."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """Return an aware moment as the wall time in Asia/Shanghai."""
    return moment.astimezone(SHANGHAI)


def moment(value: str | date | datetime) -> datetime:
    """Return `value` as an aware UTC datetime.

    Takes "2026-03-05", "2026-03-05 09:00", a date (its first minute) or a datetime. What names no zone is read as
    Asia/Shanghai. Raises ValueError for text that is no date.
    """
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    elif not isinstance(value, datetime):
        value = datetime.combine(value, time.min)
    if value.tzinfo is None:
        value = value.replace(tzinfo=SHANGHAI)
    return value.astimezone(UTC)


@contextmanager
def at(value: str | date | datetime):
    """Stop the clock of the whole process at `value` (see `moment`) until the block ends; blocks may be nested.

    The clock stands still inside the block and moves only by `move_to` and `advance`.
    """
    stopped = moment(value)
    with _lock:
        _stops.append(stopped)
    try:
        yield stopped
    finally:
        with _lock:
            _stops.pop()


def move_to(value: str | date | datetime) -> datetime:
    """Set the stopped clock to `value` and return the new moment. Raises RuntimeError while the clock is running."""
    return _set(lambda _: moment(value))


def advance(**duration: float) -> datetime:
    """Move the stopped clock on, as in `advance(days=3, hours=2)`, and return the new moment.

    Raises RuntimeError while the clock is running: a moved clock that nothing sets right again would be a trap.
    """
    return _set(lambda stopped: stopped + timedelta(**duration))


def _set(change) -> datetime:
    with _lock:
        if not _stops:
            raise RuntimeError("The clock is running: stop it with clock.at(...) before moving it.")
        _stops[-1] = change(_stops[-1])
        return _stops[-1]
