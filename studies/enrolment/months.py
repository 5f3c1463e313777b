"""Months as the days on which they begin."""

import re
from datetime import date

from django.conf import settings

from tools import calendar, clock

_TYPED = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


def first_day(day: date) -> date:
    """The month of a day."""
    return day.replace(day=1)


def after(month: date, steps: int = 1) -> date:
    """The month so many steps later; earlier for less than 0."""
    place = month.year * 12 + month.month - 1 + steps
    return date(place // 12, place % 12 + 1, 1)


def between(first: date, last: date) -> list[date]:
    """All months from one to another, both counted; none when the last is earlier."""
    length = (last.year - first.year) * 12 + last.month - first.month + 1
    return [after(first, place) for place in range(max(length, 0))]


def read(typed: str) -> date | None:
    """The month written as ``2026-03``, or None."""
    found = _TYPED.fullmatch(typed.strip())
    return date(int(found[1]), int(found[2]), 1) if found else None


def last_full(today: date | None = None) -> date:
    """The newest month that is over: the one that "this month" reports."""
    return after(first_day(today or clock.today()), -1)


def due_on(month: date) -> date:
    """The last day for a month's report: a working day of the month after it (setting MONTH_REPORT_WORKING_DAY)."""
    return calendar.deadline(after(month), settings.MONTH_REPORT_WORKING_DAY, calendar.Kind.WORKING)
