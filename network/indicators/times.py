"""How long the steps of joining take."""

from datetime import timedelta

from django.db.models import Avg, DurationField, ExpressionWrapper, F, QuerySet
from django.utils.translation import gettext_lazy as _

from network import permissions
from network.indicators.dimensions import BY_CENTRE, BY_REGION, BY_TIER, in_scope
from network.models import MembershipApplication
from network.tables.memberships import ApplicationTable
from office.indicators import Indicator, Period, Scope

DAY = timedelta(days=1)


def _ended_in(column: str):
    """The applications whose step ended within the period."""

    def evidence(scope: Scope, period: Period) -> QuerySet:
        begin, end = period.moments
        rows = MembershipApplication.objects.filter(**{f"{column}__gte": begin, f"{column}__lt": end})
        return in_scope(rows, scope)

    return evidence


def _between(first: str, last: str) -> Avg:
    return Avg(ExpressionWrapper(F(last) - F(first), output_field=DurationField()))


def _rows(rows: QuerySet, period: Period) -> QuerySet:
    return rows.with_names().order_by("-submitted_at", "pk")


def _step(code: str, title, definition, first: str, last: str, order: int) -> Indicator:
    return Indicator(
        code=code,
        title=title,
        unit=_("days on average"),
        definition=definition,
        permission=permissions.VIEW_TIMES,
        evidence=_ended_in(last),
        aggregate=_between(first, last),
        table=ApplicationTable,
        dimensions=(BY_CENTRE, BY_REGION, BY_TIER),
        decimals=1,
        convert=lambda duration: duration / DAY,
        rows=_rows,
        order=order,
    )


TIMES = (
    _step(
        "network.days_to_submission",
        _("Days until submission"),
        _("From opening an application to its first submission, over the applications first submitted in the period."),
        "created_at",
        "submitted_at",
        30,
    ),
    _step(
        "network.days_to_decision",
        _("Days until the decision"),
        _(
            "From the first submission to the centre's decision, days in which the application was returned to the "
            "hospital included, over the applications decided on in the period."
        ),
        "submitted_at",
        "decided_at",
        31,
    ),
    _step(
        "network.days_to_seal",
        _("Days until the agreement is sealed"),
        _("From the decision to the agreement sealed by both sides, over the agreements completed in the period."),
        "decided_at",
        "agreement__completed_at",
        32,
    ),
)
