"""The season of the annual confirmation: when it opens, is due, and how long grace runs; pure functions of rules.

A rule holds for the seasons of the years that begin on or after its first day, so that a new rule never changes what
held on a day that is past. Grace runs in natural days after the due day.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices

# Grace ends before the next season opens: two seasons never ask at the same time whether one lapses.
MOST_GRACE_DAYS = 180
_YEARS_BACK = 3


class Gap(TextChoices):
    """What is missing of the confirmations on a day."""

    NONE = "none"
    GRACE = "grace"
    OVER = "over"


@dataclass(frozen=True)
class Rule:
    """Opening and due day as (month, day), and the natural days of grace after it."""

    valid_from: date
    opens: tuple[int, int]
    due: tuple[int, int]
    grace_days: int


@dataclass(frozen=True)
class Season:
    """The days of one year's confirmation; each is counted."""

    year: int
    opens: date
    due: date
    grace_end: date


def season_of(year: int, rules: Collection[Rule]) -> Season | None:
    """The season of a year by the rule that was in force when the year began; None when there was none."""
    in_force = [rule for rule in rules if rule.valid_from <= date(year, 1, 1)]
    if not in_force:
        return None
    rule = max(in_force, key=lambda each: each.valid_from)
    due = date(year, *rule.due)
    return Season(year, date(year, *rule.opens), due, due + timedelta(days=rule.grace_days))


def open_on(day: date, rules: Collection[Rule]) -> Season | None:
    """The season that one confirms on a day: the last one that has opened."""
    return _latest(rules, day, lambda season: season.opens <= day)


def due_before(day: date, rules: Collection[Rule]) -> Season | None:
    """The last season whose due day is over."""
    return _latest(rules, day, lambda season: season.due < day)


def over_before(day: date, rules: Collection[Rule]) -> Season | None:
    """The last season whose grace is over."""
    return _latest(rules, day, lambda season: season.grace_end < day)


def _latest(rules: Collection[Rule], day: date, fits) -> Season | None:
    years = range(day.year, day.year - _YEARS_BACK, -1)
    found = (season for year in years if (season := season_of(year, rules)) is not None)
    return next((season for season in found if fits(season)), None)


def lacks(began: date, confirmed: Collection[tuple[int, date]], season: Season | None, on: date) -> bool:
    """Whether a member that ``began`` on a day has not confirmed the season, or a later one, by the day ``on``.

    ``confirmed`` holds (year, day of the confirmation). Who began in the season or after it need not confirm it.
    """
    if season is None or began >= season.opens:
        return False
    return not any(year >= season.year and day <= on for year, day in confirmed)


def gap(began: date, confirmed: Collection[tuple[int, date]], on: date, rules: Collection[Rule]) -> Gap:
    """What is missing on a day: a season whose grace is over weighs more than one that is still in it."""
    if lacks(began, confirmed, over_before(on, rules), on):
        return Gap.OVER
    return Gap.GRACE if lacks(began, confirmed, due_before(on, rules), on) else Gap.NONE
