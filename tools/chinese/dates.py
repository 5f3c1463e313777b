"""Dates and durations as they stand in a text. Tables show ISO dates and need none of this."""

from datetime import date, datetime

from django.utils.translation import get_language

from tools import clock

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def date_text(value: date | datetime, language: str | None = None) -> str:
    """Return '2026年3月5日' or '5 March 2026', in the reader's language unless one is given.

    A moment is told by the date it has in Asia/Shanghai.
    """
    day = clock.local(value).date() if isinstance(value, datetime) else value
    if _is_chinese(language):
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def datetime_text(value: datetime, language: str | None = None) -> str:
    """Return '2026年3月5日 14:30' or '5 March 2026, 14:30', in Asia/Shanghai time."""
    separator = " " if _is_chinese(language) else ", "
    return f"{date_text(value, language)}{separator}{clock.local(value):%H:%M}"


def days_text(count: int, language: str | None = None) -> str:
    """Return '3天' or '3 days'."""
    if _is_chinese(language):
        return f"{count}天"
    return f"{count} day" if count == 1 else f"{count} days"


def _is_chinese(language):
    return (language or get_language() or "").lower().startswith("zh")
