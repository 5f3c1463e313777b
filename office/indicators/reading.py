"""Reading figures: the value, its parts, and its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from access.actor import Actor
from access.refusals import Forbidden, Refusal, refusal
from access.texts import text
from office.indicators.periods import Period
from office.indicators.registry import Dimension, Indicator, get
from office.indicators.scopes import Scope

NOT_YOURS = text(
    "office.figure.not_yours",
    _("You may not read the figure “%(figure)s” of %(scope)s: it is read by its own people."),
)


@dataclass(frozen=True)
class Figure:
    """One figure on one scope. ``value`` is the share in per cent when there is a whole, None when nothing was counted
    that an average could be taken of."""

    indicator: Indicator
    scope: Scope
    period: Period
    value: float | None
    numerator: float | None
    denominator: int | None

    @property
    def as_of(self) -> date:
        """The day of which the figure speaks."""
        return self.period.last

    @property
    def text(self) -> str:
        """The value as people read it, a dash when there is none."""
        return shown(self.value, self.indicator.decimals)

    @property
    def is_red(self) -> bool:
        """Whether the value needs attention."""
        limit = self.indicator.red_above
        return limit is not None and self.value is not None and self.value > limit

    @property
    def evidence_url(self) -> str:
        """The figure's page with its rows."""
        return figure_url(self.indicator.code, self.scope, self.period)


@dataclass(frozen=True)
class Share:
    """One part of a breakdown. ``scope`` is set when the part is a scope with a figure of its own."""

    id: int
    label: str
    value: float | None
    numerator: float | None
    denominator: int | None
    decimals: int = 0
    scope: Scope | None = None

    @property
    def text(self) -> str:
        """The value as people read it."""
        return shown(self.value, self.decimals)


@dataclass(frozen=True)
class Evidence:
    """The rows behind a figure: ``rows`` are those the reader may see, ``visible`` of ``total``."""

    rows: QuerySet
    visible: int
    total: int


def shown(value: float | None, decimals: int) -> str:
    """A number with its decimals, a dash for none."""
    return "—" if value is None else f"{value:.{decimals}f}"


def figure_url(code: str, scope: Scope, period: Period) -> str:
    """The address of a figure's page; today's figure has no date in it."""
    parameters = {}
    if not scope.is_province:
        parameters["scope"] = scope.key
    if period != Period.today():
        parameters["on"] = period.last.isoformat()
    address = reverse("office:figure", args=[code])
    return f"{address}?{urlencode(parameters)}" if parameters else address


def refused(indicator: Indicator, scope: Scope, by: Actor) -> Refusal | None:
    """Why the actor may not read the figure on the scope; None when the actor may."""
    if not indicator.permission or scope.opens_to(by, indicator.permission):
        return None
    return refusal(NOT_YOURS, figure=str(indicator.title), scope=scope.label)


def breakdown(code: str, dimension: str, scope: Scope, period: Period, *, by: Actor) -> list[Share]:
    """The figure by the parts of a dimension, parts with nothing included, in the order of the dimension's members.

    One grouped query over the evidence, one over the whole, one for the members. Raises LookupError, Forbidden.
    """
    indicator = permitted(code, scope, by)
    part = indicator.dimension(dimension)
    answers = _grouped(indicator.evidence(scope, period), part.key, indicator.aggregate)
    wholes = _wholes(indicator, part, scope, period)
    return [
        share_of(indicator, part, member, answers.get(member.pk), wholes) for member in part.members(scope, period)
    ]


def evidence(code: str, scope: Scope, period: Period, *, by: Actor) -> Evidence:
    """The rows behind a figure, as far as the actor may see them. Raises LookupError, Forbidden."""
    indicator = permitted(code, scope, by)
    rows = indicator.evidence(scope, period)
    seen = rows.visible_to(by)
    return Evidence(indicator.rows(seen, period), seen.count(), rows.count())


def permitted(code: str, scope: Scope, by: Actor) -> Indicator:
    """The indicator with a code, for an actor who may read it on the scope. Raises LookupError, Forbidden."""
    indicator = get(code)
    reason = refused(indicator, scope, by)
    if reason is not None:
        raise Forbidden(reason)
    return indicator


def values_of(indicator: Indicator, answer, whole: int | None) -> tuple[float | None, float | None, int | None]:
    """(value, numerator, denominator) of what the database answered."""
    numerator = None if answer is None else indicator.convert(answer)
    if whole is None:
        return numerator, numerator, None
    return (100 * (numerator or 0) / whole if whole else None), numerator, whole


def _grouped(rows: QuerySet, key: str, aggregate) -> dict:
    return dict(rows.order_by().values_list(key).annotate(answer=aggregate).values_list(key, "answer"))


def _wholes(indicator: Indicator, part: Dimension, scope: Scope, period: Period):
    """The denominator of each part: a dictionary, one number for all of them, or None."""
    if indicator.whole is None:
        return None
    rows = indicator.whole(scope, period)
    return _grouped(rows, part.whole_key, Count("pk")) if part.whole_key else rows.count()


def share_of(indicator: Indicator, part: Dimension, member, answer, wholes) -> Share:
    """The part of a figure that belongs to a member of the dimension, nothing included."""
    if answer is None and isinstance(indicator.aggregate, Count):
        answer = 0
    whole = wholes.get(member.pk, 0) if isinstance(wholes, dict) else wholes
    values = values_of(indicator, answer, whole)
    scope = Scope.of(part.scope_kind, member) if part.scope_kind else None
    return Share(member.pk, str(member), *values, decimals=indicator.decimals, scope=scope)
