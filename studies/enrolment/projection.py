"""The planned curve of enrolment, and when the target will be reached at the pace of the last three months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, sqrt

from studies.enrolment import months
from studies.enums.enrolment import Curve

# The pace is that of so many full months.
WINDOW = 3
# 95 % of a Poisson count lie within so many roots of it.
WIDTH = 1.96
# Beyond this nobody plans: then no day is named.
MOST_MONTHS = 600


@dataclass(frozen=True)
class Projection:
    """Months in which the target is reached: at the present pace, and at the pace's upper and lower bound.

    None: not at that pace. ``reached`` says that the target is there already, and no month is named.
    """

    reached: bool
    expected: date | None = None
    earliest: date | None = None
    latest: date | None = None
    pace: float = 0.0


def project(enrolled: Sequence[int], last: date, target: int) -> Projection:
    """When a target will be reached, from the enrolled of each full month up to ``last``, in order."""
    recent = list(enrolled[-WINDOW:])
    count, remaining = sum(recent), target - sum(enrolled)
    if remaining <= 0:
        return Projection(reached=True)
    if not count:
        return Projection(reached=False)
    spread, length = WIDTH * sqrt(count), len(recent)

    def reached_at(recruited: float) -> date | None:
        steps = ceil(remaining * length / recruited) if recruited > 0 else MOST_MONTHS + 1
        return months.after(last, steps) if steps <= MOST_MONTHS else None

    return Projection(
        False, reached_at(count), reached_at(count + spread), reached_at(count - spread), round(count / length, 2)
    )


def planned(curve: str, begins: date, ends: date, target: int, day: date) -> int:
    """How many participants are planned to be enrolled by the end of a day: 0 before, the target after the plan."""
    share = min(max((day - begins).days + 1, 0) / ((ends - begins).days + 1), 1.0)
    if curve == Curve.S_CURVE:
        share = share * share * (3 - 2 * share)
    return round(target * share)
