"""What is on its way to a membership, by the step at which it waits and by how long it has waited there."""

from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from access.models import Task
from network import permissions
from network.domain.application_tasks import CHECK, REVIEW
from network.indicators.dimensions import BY_CENTRE, BY_REGION, BY_TIER, in_scope
from network.membership_enums import AgreementState
from network.models import MembershipApplication
from network.tables.memberships import ApplicationTable
from office.indicators import Indicator, Period, Scope

# Natural days after which a step is looked at more closely.
AGES = (10, 30)


def at_the_centre(kind: str, days: int = 0):
    """The applications whose step waited for the centre at the end of the period's last day, for longer than so many
    natural days."""

    def evidence(scope: Scope, period: Period) -> QuerySet:
        _begin, end = period.moments
        waiting = Task.objects.filter(
            Q(closed_at__isnull=True) | Q(closed_at__gte=end),
            kind=kind,
            object_type=MembershipApplication._meta.label_lower,
            opened_at__lt=end - timedelta(days=days),
        )
        return in_scope(MembershipApplication.objects.filter(pk__in=waiting.values("object_id")), scope)

    return evidence


def being_sealed(days: int = 0):
    """The applications whose agreement was out and not sealed by both sides then, for longer than so many days."""

    def evidence(scope: Scope, period: Period) -> QuerySet:
        _begin, end = period.moments
        rows = MembershipApplication.objects.filter(
            Q(agreement__completed_at__isnull=True) | Q(agreement__completed_at__gte=end),
            agreement__issued_at__lt=end - timedelta(days=days),
        )
        return in_scope(rows.exclude(agreement__state=AgreementState.CANCELLED), scope)

    return evidence


def _rows(rows: QuerySet, period: Period) -> QuerySet:
    return rows.with_names().order_by("submitted_at", "pk")


def _indicator(code: str, title, definition, evidence, order: int) -> Indicator:
    return Indicator(
        code=code,
        title=title,
        unit=_("applications"),
        definition=definition,
        permission=permissions.VIEW_TIMES,
        evidence=evidence,
        aggregate=Count("pk"),
        table=ApplicationTable,
        dimensions=(BY_CENTRE, BY_REGION, BY_TIER),
        rows=_rows,
        order=order,
    )


CHECKED = _("Applications that waited for the centre's formal check at the end of the day.")
REVIEWED = _("Applications that waited for the centre's decision at the end of the day.")
SEALED = _("Admitted applications whose agreement both sides had not sealed and compared at the end of the day.")

WAITING = (
    _indicator("network.in_check", _("In the formal check"), CHECKED, at_the_centre(CHECK), 23),
    _indicator(
        "network.in_check_10", _("In the formal check for more than 10 days"), CHECKED, at_the_centre(CHECK, 10), 23
    ),
    _indicator(
        "network.in_check_30", _("In the formal check for more than 30 days"), CHECKED, at_the_centre(CHECK, 30), 23
    ),
    _indicator("network.in_review", _("Under review"), REVIEWED, at_the_centre(REVIEW), 24),
    _indicator(
        "network.in_review_10", _("Under review for more than 10 days"), REVIEWED, at_the_centre(REVIEW, 10), 24
    ),
    _indicator(
        "network.in_review_30", _("Under review for more than 30 days"), REVIEWED, at_the_centre(REVIEW, 30), 24
    ),
    _indicator("network.being_sealed", _("Agreements being sealed"), SEALED, being_sealed(), 25),
    _indicator("network.being_sealed_10", _("Agreements out for more than 10 days"), SEALED, being_sealed(10), 25),
    _indicator("network.being_sealed_30", _("Agreements out for more than 30 days"), SEALED, being_sealed(30), 25),
)
