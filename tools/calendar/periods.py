"""Counting days: which are worked, and when a period ends."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from tools import clock
from tools.calendar.notices import year_of

DAY = timedelta(days=1)
LONGEST = 3660  # days; a longer period is a slip, and the count walks day by day
_SATURDAY = 5


class Kind(StrEnum):
    """Which days of a period count."""

    NATURAL = "natural"
    WORKING = "working"


def is_working_day(day: date) -> bool:
    """Return whether offices work on `day`; in a year that is not known, whether it is no weekend."""
    known = year_of(day.year)
    if known is not None and day in known.worked:
        return True
    return day.weekday() < _SATURDAY and (known is None or day not in known.off)


def next_working_day(day: date) -> date:
    """Return `day` itself when it is worked, else the first working day after it."""
    while not is_working_day(day):
        day += DAY
    return day


def deadline(start: date, days: int, kind: Kind | str) -> date:
    """Return the last day of a period of `days` that begins on `start`; both end days count.

    Of working days, the first is `start` or the first working day after it. The last day of natural days stays where
    it falls, on a holiday too: who wants it moved says working days. Raises ValueError below one day or beyond ten
    years.
    """
    if not 1 <= days <= LONGEST:
        raise ValueError(f"A period has 1 to {LONGEST} days, not {days}.")
    if Kind(kind) is Kind.NATURAL:
        return start + (days - 1) * DAY
    day = next_working_day(start)
    for _ in range(days - 1):
        day = next_working_day(day + DAY)
    return day


def due_after(event: date, days: int, kind: Kind | str) -> date:
    """Return the last day of a period that an event starts: its first day is the day after (Civil Code, art. 201)."""
    return deadline(event + DAY, days, kind)


def ends_at(last_day: date) -> datetime:
    """Return the moment at which a period is over: 24:00 of its last day in Asia/Shanghai, as aware UTC."""
    return clock.moment(last_day + DAY)


def count(first: date, last: date, kind: Kind | str) -> int:
    """Return how many days of the kind lie from `first` to `last`, both counted; 0 when `last` is before `first`.

    Raises ValueError for working days beyond ten years.
    """
    length = max(0, (last - first).days + 1)
    if Kind(kind) is Kind.NATURAL:
        return length
    if length > LONGEST:
        raise ValueError(f"Working days are counted over at most {LONGEST} days, not {length}.")
    return sum(is_working_day(first + place * DAY) for place in range(length))
