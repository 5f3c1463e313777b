"""Several figures by the parts of one dimension, side by side: what a table of regions or centres shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from access.actor import Actor
from office.indicators.batches import together_by
from office.indicators.periods import Period
from office.indicators.reading import Share, permitted, share_of
from office.indicators.registry import Dimension
from office.indicators.scopes import Scope


@dataclass(frozen=True)
class Row:
    """One part of the dimension with its share of each figure, in the order asked for."""

    member: object
    shares: tuple[Share, ...]


def side_by_side(codes: Iterable[str], part: Dimension, scope: Scope, period: Period, *, by: Actor) -> list[Row]:
    """The figures by the parts of a dimension: one query for each kind of answer and one for the parts, however many
    figures they are. A figure that knows a dimension of the same code is asked along its own.

    Raises LookupError for an unknown code, Forbidden with the reason.
    """
    found = [permitted(code, scope, by) for code in codes]
    ways = {item.code: _way(item, part) for item in found}
    asked = {}
    for item in found:
        asked[item.code, "answer"] = (item.evidence(scope, period), ways[item.code].key, item.aggregate)
        if item.whole and ways[item.code].whole_key:
            asked[item.code, "whole"] = (item.whole(scope, period), ways[item.code].whole_key, Count("pk"))
    answers = together_by(asked)
    wholes = {item.code: _whole(item, answers, scope, period) for item in found}
    return [
        Row(
            member,
            tuple(
                share_of(item, ways[item.code], member, answers[item.code, "answer"].get(member.pk), wholes[item.code])
                for item in found
            ),
        )
        for member in part.members(scope, period)
    ]


def _way(item, part: Dimension) -> Dimension:
    return next((own for own in item.dimensions if own.code == part.code), part)


def _whole(item, answers: dict, scope: Scope, period: Period):
    """The denominator of each part, one number for all of them, or None."""
    if item.whole is None:
        return None
    known = answers.get((item.code, "whole"))
    return item.whole(scope, period).count() if known is None else known
