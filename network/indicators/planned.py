"""What the networks have planned, and which of their members need attention."""

from django.db.models import Count, IntegerField, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from access.enums import ScopeKind
from network import permissions
from network.dashboard_permissions import VIEW_PLAN
from network.indicators.dimensions import BY_CENTRE, BY_REGION, BY_TIER, PATHS, in_scope
from network.indicators.members import active_members, membership_rows
from network.indicators.pool import TROUBLED
from network.membership_enums import MembershipState
from network.models import MemberPlan, Membership, Network
from network.tables.member_plans import MemberPlanTable
from network.tables.memberships import MembershipTable
from office.indicators import Dimension, Indicator, Period, Scope

OF_NETWORKS = (ScopeKind.NETWORK, ScopeKind.CENTRE)


def plans(scope: Scope, period: Period) -> QuerySet:
    """The plans for the year of the period's last day; hospitals and regions have none."""
    rows = MemberPlan.objects.filter(year=period.last.year)
    if scope.is_province:
        return rows
    return rows.filter(**{PATHS[scope.kind]: scope.id}) if scope.kind in OF_NETWORKS else rows.none()


def in_trouble(scope: Scope, period: Period) -> QuerySet:
    """The memberships within their term that do not count on the day, or count with a warning."""
    counted = active_members(scope, period).exclude(state=MembershipState.WARNED).order_by().values("pk")
    return in_scope(Membership.objects.current(period.last), scope).exclude(pk__in=counted)


def _networks(scope: Scope, period: Period) -> QuerySet:
    rows = Network.objects.open(period.last).alphabetical()
    if scope.kind == ScopeKind.CENTRE:
        return rows.filter(centre=scope.id)
    return rows.filter(pk=scope.id) if scope.kind == ScopeKind.NETWORK else rows


BY_NETWORK = Dimension("network", _("Disease network"), "network", _networks, scope_kind=ScopeKind.NETWORK.value)

PLANNED = (
    Indicator(
        code="network.planned_members",
        title=_("Planned members"),
        unit=_("memberships"),
        definition=_(
            "What the networks plan for the end of the year in which the day lies, networks without a plan as 0."
        ),
        permission=VIEW_PLAN,
        evidence=plans,
        # Of the same kind as counts, so that both are asked for in one query.
        aggregate=Sum("members", output_field=IntegerField()),
        table=MemberPlanTable,
        dimensions=(BY_NETWORK, BY_CENTRE),
        rows=lambda rows, period: rows.select_related("network__centre").order_by("network__sort_key"),
        order=12,
    ),
    Indicator(
        code="network.members_in_trouble",
        title=_("Members that need attention"),
        unit=_("memberships"),
        definition=_(
            "Memberships within their term that are warned, suspended, or lapsed without annual confirmation on the "
            "day."
        ),
        permission=permissions.VIEW_TIMES,
        evidence=in_trouble,
        aggregate=Count("pk"),
        table=MembershipTable,
        dimensions=(BY_CENTRE, BY_REGION, BY_TIER),
        rows=membership_rows,
        order=13,
        pooled=TROUBLED,
    ),
)
