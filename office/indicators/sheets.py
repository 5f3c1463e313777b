"""The figures of one page: asked together, so that rows behind several of them are looked at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from access.actor import Actor
from office.indicators.batches import ALL_ROWS
from office.indicators.periods import Period
from office.indicators.pools import Ask, answers
from office.indicators.reading import Figure, Share, permitted, share_of, values_of
from office.indicators.registry import Dimension, Indicator
from office.indicators.scopes import Scope

TOTAL = Dimension("", "", "", lambda scope, period: ())


@dataclass(frozen=True)
class Row:
    """One part of the dimension with its share of each figure, in the order asked for."""

    member: object
    shares: tuple[Share, ...]


class Sheet:
    """Figures of one scope and period for one reader.

    ``expect`` says what will be read; the first reading asks for all of it: one query for each kind of answer.
    """

    def __init__(self, scope: Scope, period: Period, *, by: Actor):
        self.scope, self.period, self.by = scope, period, by
        self._asks: dict[tuple, Ask] = {}
        self._answers: dict[tuple, dict] = {}

    def expect(self, codes: Iterable[str], part: Dimension = TOTAL) -> list[Indicator]:
        """Ask for figures, or for their parts by a dimension, together with what else is expected.

        Raises LookupError for an unknown code, Forbidden with the reason.
        """
        found = [permitted(code, self.scope, self.by) for code in codes]
        for item in found:
            way = _way(item, part)
            self._ask((item.code, way.key), Ask(item.evidence, item.aggregate, way.key, item.pooled))
            if item.whole:
                whole = Ask(item.whole, Count("pk"), way.whole_key, item.whole_pooled)
                self._ask((item.code, way.whole_key, "whole"), whole)
        return found

    def _ask(self, key: tuple, ask: Ask) -> None:
        if key not in self._answers:
            self._asks[key] = ask

    def _answer(self, *key) -> dict:
        if self._asks:
            asks, self._asks = self._asks, {}
            self._answers |= answers(asks, self.scope, self.period)
        return self._answers[key]

    def figures(self, codes: Iterable[str]) -> list[Figure]:
        """The figures in the order asked for. Raises LookupError for an unknown code, Forbidden with the reason."""
        return [self._figure(item) for item in self.expect(codes)]

    def _figure(self, item: Indicator) -> Figure:
        whole = self._answer(item.code, "", "whole").get(ALL_ROWS) if item.whole else None
        values = values_of(item, self._answer(item.code, "").get(ALL_ROWS), whole)
        return Figure(item, self.scope, self.period, *values)

    def side_by_side(self, codes: Iterable[str], part: Dimension) -> list[Row]:
        """The figures by the parts of a dimension; one further query for the parts. A figure that knows a dimension
        of the same code is asked along its own. Raises LookupError, Forbidden."""
        found = self.expect(codes, part)
        members = part.members(self.scope, self.period)
        return [
            Row(member, tuple(self._share(item, _way(item, part), member) for item in found)) for member in members
        ]

    def _share(self, item: Indicator, way: Dimension, member) -> Share:
        return share_of(item, way, member, self._answer(item.code, way.key).get(member.pk), self._whole(item, way))

    def _whole(self, item: Indicator, way: Dimension):
        """The denominator of each part, one number for all of them, or None."""
        if item.whole is None:
            return None
        known = self._answer(item.code, way.whole_key, "whole")
        return known if way.whole_key else known.get(ALL_ROWS, 0)


def _way(item: Indicator, part: Dimension) -> Dimension:
    return next((own for own in item.dimensions if own.code == part.code), part)


def figure(code: str, scope: Scope, period: Period, *, by: Actor) -> Figure:
    """The figure: at most two queries. Raises LookupError for an unknown code, Forbidden with the reason."""
    return figures([code], scope, period, by=by)[0]


def figures(codes: Iterable[str], scope: Scope, period: Period, *, by: Actor) -> list[Figure]:
    """Several figures on one scope, in the order asked for: one query for each kind of answer, however many they are.

    Raises LookupError for an unknown code, Forbidden with the reason.
    """
    return Sheet(scope, period, by=by).figures(codes)


def side_by_side(codes: Iterable[str], part: Dimension, scope: Scope, period: Period, *, by: Actor) -> list[Row]:
    """The figures by the parts of a dimension: one query for each kind of answer and one for the parts.

    Raises LookupError for an unknown code, Forbidden with the reason.
    """
    return Sheet(scope, period, by=by).side_by_side(codes, part)
