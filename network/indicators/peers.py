"""How a hospital stands among those of its tier: quartiles of at least five others, none of them named.

The hospital's own value is left out of the quartiles, so that nothing about a single other one follows from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import quantiles

from django.db.models import Count

from network.models import Hospital, Membership, Tier
from office.indicators import INDICATORS, Indicator, Period, Scope

FEWEST = 5
COMPARED = ("network.active_members", "network.assessment_points", "network.signoffs_in_time")


@dataclass(frozen=True)
class Standing:
    """One figure of the hospital beside the lower quartile, the median and the upper quartile of its peers; ``None``
    for all three when fewer than ``FEWEST`` others have the figure."""

    indicator: Indicator
    own: float | None
    quartiles: tuple[float, float, float] | None


def tier_of(hospital: Hospital, period: Period) -> Tier | None:
    """The closest tier at which the hospital is an active member; None without any."""
    rows = Membership.objects.active(period.last).filter(hospital=hospital)
    return Tier.objects.filter(pk__in=rows.order_by().values("tier")).order_by("rank").first()


def standings(hospital: Hospital, tier: Tier, period: Period) -> list[Standing]:
    """The compared figures of the hospital and of the other active members of the tier: a query for each, or two."""
    peers = Membership.objects.active(period.last).filter(tier=tier).order_by().values("hospital")
    return [_standing(INDICATORS[code], hospital, peers, period) for code in COMPARED]


def _standing(indicator: Indicator, hospital: Hospital, peers, period: Period) -> Standing:
    values = _values(indicator, peers, period)
    own = values.pop(hospital.pk, None)
    return Standing(indicator, own, quartiles_of(list(values.values())))


def quartiles_of(values: list[float]) -> tuple[float, float, float] | None:
    """Lower quartile, median, upper quartile; None for fewer than ``FEWEST``."""
    if len(values) < FEWEST:
        return None
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return low, middle, high


def _values(indicator: Indicator, peers, period: Period) -> dict[int, float]:
    """Each hospital's value; those of whom nothing was counted are not there."""
    rows = indicator.evidence(Scope.province(), period).filter(hospital__in=peers)
    answers = _by_hospital(rows, indicator.aggregate)
    if indicator.whole is None:
        return {pk: indicator.convert(answer) for pk, answer in answers.items() if answer is not None}
    wholes = _by_hospital(indicator.whole(Scope.province(), period).filter(hospital__in=peers), Count("pk"))
    return {pk: 100 * (answers.get(pk) or 0) / whole for pk, whole in wholes.items() if whole}


def _by_hospital(rows, aggregate) -> dict:
    return dict(rows.order_by().values_list("hospital").annotate(answer=aggregate).values_list("hospital", "answer"))
