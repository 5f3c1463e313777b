"""Who could belong and does not: hospitals without a membership, and places without a member."""

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from access.enums import ScopeKind
from network import permissions
from network.models import Campus, Hospital, Membership
from network.tables.hospitals import HospitalTable
from office.indicators import Indicator, Period, Scope


def outside(scope: Scope, period: Period) -> QuerySet:
    """The open hospitals without an active membership on the day; of a centre or network: without one in it."""
    members = Membership.objects.active(period.last).filter(hospital=OuterRef("pk"))
    if scope.kind == ScopeKind.NETWORK:
        members = members.filter(network=scope.id)
    if scope.kind == ScopeKind.CENTRE:
        members = members.filter(network__centre=scope.id)
    rows = Hospital.objects.open(period.last).filter(~Exists(members))
    if scope.kind == ScopeKind.HOSPITAL:
        return rows.filter(pk=scope.id)
    if scope.kind == ScopeKind.REGION:
        campuses = Campus.objects.open(period.last).filter(hospital=OuterRef("pk"), region=scope.id)
        return rows.filter(Exists(campuses))
    return rows


def _rows(rows: QuerySet, period: Period) -> QuerySet:
    return rows.with_level_rank().prefetch_related("campuses__region", "campuses__division").alphabetical()


REACH = (
    Indicator(
        code="network.hospitals_outside",
        title=_("Hospitals without a membership"),
        unit=_("hospitals"),
        definition=_(
            "Hospitals that are open on the day and have no active membership; for a centre or a network: none in it."
        ),
        permission=permissions.VIEW_TIMES,
        evidence=outside,
        aggregate=Count("pk"),
        table=HospitalTable,
        rows=_rows,
        order=23,
    ),
)
