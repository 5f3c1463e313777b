"""Applications that wait for their centre longer than they should."""

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from access.models import Task
from network import permissions
from network.domain.application_tasks import CHECK, REVIEW
from network.indicators.dimensions import BY_CENTRE, BY_REGION, BY_TIER, in_scope
from network.models import MembershipApplication
from network.tables.memberships import ApplicationTable
from office.indicators import Indicator, Period, Pool, Pooled, Scope


def late_applications(scope: Scope, period: Period) -> QuerySet:
    """The applications whose formal check or review was past its date at the end of the period's last day."""
    _begin, end = period.moments
    late = Task.objects.filter(
        Q(closed_at__isnull=True) | Q(closed_at__gte=end),
        kind__in=(CHECK, REVIEW),
        object_type=MembershipApplication._meta.label_lower,
        opened_at__lt=end,
        due_on__lt=period.last,
    )
    return in_scope(MembershipApplication.objects.filter(pk__in=late.values("object_id")), scope)


def _rows(rows: QuerySet, period: Period) -> QuerySet:
    return rows.with_names().order_by("submitted_at", "pk")


# Read by regions and by centres on the same page.
POOLED = Pooled(Pool(late_applications, {}), ({},))

LATE = (
    Indicator(
        code="network.late_applications",
        title=_("Applications past their date"),
        unit=_("applications"),
        definition=_(
            "Applications that wait for the centre's formal check or decision although the date for it has passed."
        ),
        permission=permissions.VIEW_TIMES,
        evidence=late_applications,
        aggregate=Count("pk"),
        table=ApplicationTable,
        dimensions=(BY_CENTRE, BY_REGION, BY_TIER),
        rows=_rows,
        order=29,
        red_above=0,
        pooled=POOLED,
    ),
)
