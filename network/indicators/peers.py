"""How a hospital stands among those of its tier: quartiles of at least five others, none of them named.

The hospital's own value is left out of the quartiles, so that nothing about a single other one follows from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import quantiles

from django.db.models import Count

from network.models import Hospital, Membership, Tier
from office.indicators import INDICATORS, Indicator, Period, Scope
from office.indicators.batches import together_by

FEWEST = 5
COMPARED = ("network.active_members", "network.assessment_points", "network.signoffs_in_time")


@dataclass(frozen=True)
class Standing:
    """One figure of the hospital beside the lower quartile, the median and the upper quartile of its peers; ``None``
    for all three when fewer than ``FEWEST`` others have the figure."""

    indicator: Indicator
    own: float | None
    quartiles: tuple[float, float, float] | None


def standings(hospital: Hospital, tier: Tier, period: Period) -> list[Standing]:
    """The compared figures of the hospital and of the other active members of the tier: one query for each kind of
    answer, however many figures they are."""
    peers = Membership.objects.active(period.last).filter(tier=tier).order_by().values("hospital")
    asked = {}
    for indicator in (INDICATORS[code] for code in COMPARED):
        rows = indicator.evidence(Scope.province(), period).filter(hospital__in=peers)
        asked[indicator.code, "answer"] = (rows, "hospital", indicator.aggregate)
        if indicator.whole:
            whole = indicator.whole(Scope.province(), period).filter(hospital__in=peers)
            asked[indicator.code, "whole"] = (whole, "hospital", Count("pk"))
    answers = together_by(asked)
    return [_standing(INDICATORS[code], hospital, answers) for code in COMPARED]


def _standing(indicator: Indicator, hospital: Hospital, answers: dict) -> Standing:
    values = _values(indicator, answers[indicator.code, "answer"], answers.get((indicator.code, "whole")))
    own = values.pop(hospital.pk, None)
    return Standing(indicator, own, quartiles_of(list(values.values())))


def quartiles_of(values: list[float]) -> tuple[float, float, float] | None:
    """Lower quartile, median, upper quartile; None for fewer than ``FEWEST``."""
    if len(values) < FEWEST:
        return None
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return low, middle, high


def _values(indicator: Indicator, answers: dict, wholes: dict | None) -> dict[int, float]:
    """Each hospital's value; those of whom nothing was counted are not there."""
    if wholes is None:
        return {pk: indicator.convert(answer) for pk, answer in answers.items() if answer is not None}
    return {pk: 100 * (answers.get(pk) or 0) / whole for pk, whole in wholes.items() if whole}
