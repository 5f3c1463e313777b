"""The yearly notices of the State Council as data: which days are off, and which weekend days are worked.

`years/<year>.json` comes with the product. An administrator adds the next year, or corrects one after an amending
notice, by a file of the same form in `settings.CALENDAR_DIR`, which wins: no release is needed for a date.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings

SHIPPED = Path(__file__).parent / "years"
_SATURDAY = 5


class CalendarError(ValueError):
    """A file of a year is wrong; the message names the file and what to mend."""


@dataclass(frozen=True)
class Year:
    """What the notices say about one calendar year.

    `off` are the public holidays with the days moved to them, `worked` the Saturdays and Sundays worked instead.
    """

    year: int
    sources: tuple[str, ...]
    off: frozenset[date]
    worked: frozenset[date]


def year_of(year: int) -> Year | None:
    """Return the notices of a year, None while nobody has published or added them. Raises CalendarError."""
    for path in _places(settings.CALENDAR_DIR, year):
        try:
            changed = path.stat().st_mtime_ns
        except OSError:
            continue
        return _read(path, changed)
    return None


def missing_years(first: date, last: date) -> list[int]:
    """Return the years from `first` to `last` whose holidays are not known."""
    return [year for year in range(first.year, last.year + 1) if year_of(year) is None]


@lru_cache(maxsize=64)
def _places(folder: Path | str, year: int) -> tuple[Path, Path]:
    """Where a year's file may lie, best first: put together once, for every day of every period asks."""
    return Path(folder) / f"{year}.json", SHIPPED / f"{year}.json"


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> Year:
    """Read a file once for each time it was written, so that a corrected year counts without a restart."""
    try:
        return _year(json.loads(path.read_text(encoding="utf-8-sig")), int(path.stem))
    except (ValueError, KeyError, TypeError) as wrong:
        raise CalendarError(f"{path}: {wrong}. Compare the file with {SHIPPED / '2026.json'}.") from wrong


def _year(data: dict, year: int) -> Year:
    off = frozenset(day for row in data["holidays"] for day in _days(row["from"], row["to"]))
    worked = frozenset(date.fromisoformat(text) for text in data["working_weekend_days"])
    sources = tuple(str(source) for source in data["sources"])
    if data["year"] != year or not sources:
        raise ValueError("the file needs its own year and at least one source")
    for day in off | worked:
        if day.year != year:
            raise ValueError(f"{day} is a day of another year")
    for day in worked:
        if day.weekday() < _SATURDAY or day in off:
            raise ValueError(f"{day} is no Saturday or Sunday that could be worked")
    return Year(year, sources, off, worked)


def _days(first: str, last: str) -> list[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if not start <= end <= start + timedelta(days=31):
        raise ValueError(f"a holiday cannot last from {first} to {last}")
    return [start + timedelta(days=place) for place in range((end - start).days + 1)]
