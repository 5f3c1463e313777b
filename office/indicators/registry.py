"""What an indicator is, and which there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Aggregate, QuerySet

from office.indicators.periods import Period
from office.indicators.pools import Pooled
from office.indicators.scopes import Scope


@dataclass(frozen=True)
class Dimension:
    """A way to break a figure down.

    ``key`` is the path from an evidence row to the dimension's id, ``members`` all ids that there can be, so that
    nothing with zero is left out. ``whole_key`` is the same path from the rows of the denominator; without it every
    part is held against the whole denominator. ``scope_kind`` makes a part's row lead to its own figure.
    """

    code: str
    title: object
    key: str
    members: Callable[[Scope, Period], Iterable]
    whole_key: str = ""
    scope_kind: str = ""


@dataclass(frozen=True)
class Indicator:
    """One figure: ``aggregate`` over ``evidence``, and for shares divided by the rows of ``whole``.

    ``permission`` is asked on the scope, unless it is empty: then anybody may read the figure. ``decimals`` are those
    of the value; ``convert`` turns the database's answer into it. ``rows`` and ``table`` show the evidence.
    ``pooled`` and ``whole_pooled`` say where the same rows are found when other figures need them, too.
    A value greater than ``red_above`` needs attention and is shown in red.
    """

    code: str
    title: object
    unit: object
    definition: object
    permission: str
    evidence: Callable[[Scope, Period], QuerySet]
    aggregate: Aggregate
    table: type
    whole: Callable[[Scope, Period], QuerySet] | None = None
    dimensions: tuple[Dimension, ...] = ()
    decimals: int = 0
    convert: Callable = float
    rows: Callable[[QuerySet, Period], QuerySet] = lambda queryset, period: queryset
    order: int = 50
    red_above: float | None = None
    pooled: Pooled | None = None
    whole_pooled: Pooled | None = None

    def dimension(self, code: str) -> Dimension:
        """The dimension with a code; raises LookupError when the indicator has none of it."""
        for dimension in self.dimensions:
            if dimension.code == code:
                return dimension
        raise LookupError(f"The indicator {self.code} has no dimension {code}.")


INDICATORS: dict[str, Indicator] = {}


def register(*indicators: Indicator) -> None:
    """Make indicators known; called from ``apps.ready()``."""
    for indicator in indicators:
        INDICATORS[indicator.code] = indicator


def get(code: str) -> Indicator:
    """The indicator with a code; raises LookupError for an unknown one."""
    try:
        return INDICATORS[code]
    except KeyError:
        raise LookupError(f"There is no indicator {code}.") from None


def in_order() -> list[Indicator]:
    """All indicators as lists show them."""
    return sorted(INDICATORS.values(), key=lambda indicator: (indicator.order, indicator.code))
