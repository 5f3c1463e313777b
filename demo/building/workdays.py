"""Days on which offices work, and moments within them."""

from datetime import date, datetime, time, timedelta

from demo.building.chance import Stream
from tools import calendar, clock

OPENS, CLOSES = time(8, 40), time(17, 20)
_SATURDAY = 5


def work_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= _SATURDAY else day


def shifted(day: date, count: int) -> date:
    """The working day that lies ``count`` working days after ``day`` (before it, when negative), holidays left out."""
    day = work_day(day)
    step = 1 if count > 0 else -1
    for _ in range(abs(count)):
        day += timedelta(days=step)
        while not calendar.is_working_day(day):
            day += timedelta(days=step)
    return day


def moments(start: date, gaps: list[int], chance: Stream) -> list[datetime]:
    """One moment for each gap: so many working days after the one before, later than it, within office hours."""
    found: list[datetime] = []
    day = work_day(start)
    for gap in gaps:
        day = shifted(day, gap)
        found.append(moment_on(day, chance, after=found[-1] if found else None))
    return found


def moment_on(day: date, chance: Stream, *, after: datetime | None = None) -> datetime:
    """A moment within the office hours of a day; a little later than ``after`` when that is on the same day."""
    if after is not None and after.date() == day:
        return after + timedelta(minutes=chance.randint(6, 25))
    first = datetime.combine(day, OPENS, tzinfo=clock.SHANGHAI)
    last = datetime.combine(day, CLOSES, tzinfo=clock.SHANGHAI)
    return first + timedelta(minutes=chance.randint(0, int((last - first).total_seconds() // 60) - 120))
