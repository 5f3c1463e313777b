"""What a cell means, however it was typed: spreadsheets turn codes into numbers and dates into anything."""

import re
import unicodedata
from datetime import date, datetime

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.0*)?", re.ASCII)


def as_text(value) -> str:
    """Return a cell as text on one line: 13812345678 without a point, dates in ISO form, spaces at the ends gone."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return " ".join(str(value).split())


def as_int(value) -> int | None:
    """Return a whole number, None for an empty cell; takes 12, 12.0, "１２" and "1,200". Raises ValueError."""
    if isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
        raise ValueError(f"{value} is no whole number")
    if isinstance(value, int | float):
        return int(value)
    text = unicodedata.normalize("NFKC", as_text(value)).replace(" ", "")
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{text} is no whole number")
    return int(text.partition(".")[0].replace(",", ""))


def as_date(value) -> date | None:
    """Return a day, None for an empty cell; takes 2026-3-5, 2026/03/05, 2026.3.5, 2026年3月5日, 20260305.

    Raises ValueError for anything else, among it days of the form 3/5/2026, which mean two things.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = unicodedata.normalize("NFKC", as_text(value))
    if not text:
        return None
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError(f"{text} is no date")
    return date(*(int(part) for part in found.groups() if part))
