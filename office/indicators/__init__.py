"""Figures: each is the aggregate of its evidence, so that every number opens to its rows.

A house registers an ``Indicator`` from ``apps.ready()``; dashboards, public counters and returns call ``figure`` and
``breakdown`` and never count by themselves.
"""

from office.indicators.periods import Period
from office.indicators.pools import Pool, Pooled
from office.indicators.reading import Evidence, Figure, Share, breakdown, evidence
from office.indicators.registry import INDICATORS, Dimension, Indicator, get, register
from office.indicators.scopes import Scope
from office.indicators.sheets import Row, Sheet, figure, figures, side_by_side

__all__ = [
    "INDICATORS",
    "Dimension",
    "Evidence",
    "Figure",
    "Indicator",
    "Period",
    "Pool",
    "Pooled",
    "Row",
    "Scope",
    "Share",
    "Sheet",
    "breakdown",
    "evidence",
    "figure",
    "figures",
    "get",
    "register",
    "side_by_side",
]
