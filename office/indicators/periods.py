"""The days that a figure speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tools import clock


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both counted. Figures about a state are those of the last day."""

    first: date
    last: date

    def __post_init__(self):
        if self.last < self.first:
            raise ValueError(f"A period cannot end ({self.last}) before it begins ({self.first}).")

    @classmethod
    def as_of(cls, day: date) -> Period:
        """The twelve months up to a day."""
        return cls(day - timedelta(days=364), day)

    @classmethod
    def today(cls) -> Period:
        """The twelve months up to today."""
        return cls.as_of(clock.today())

    @classmethod
    def year(cls, year: int) -> Period:
        """A calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def moments(self):
        """The first moment of the period and the first after it, for columns that hold moments."""
        return clock.moment(self.first), clock.moment(self.last + timedelta(days=1))
