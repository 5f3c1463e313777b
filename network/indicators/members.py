"""How many members there are."""

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from network.indicators.dimensions import BY_CENTRE, BY_REGION, BY_TIER, in_scope
from network.indicators.pool import COUNTED
from network.models import Membership
from network.tables.memberships import MembershipTable
from office.indicators import Indicator, Period, Scope


def active_members(scope: Scope, period: Period) -> QuerySet:
    """The memberships that count on the period's last day."""
    return in_scope(Membership.objects.active(period.last), scope)


def membership_rows(rows: QuerySet, period: Period) -> QuerySet:
    """As the list of members shows them."""
    return rows.with_names().with_effective_state(period.last).order_by("hospital__sort_key", "pk")


SHARED = {
    "permission": "",
    "evidence": active_members,
    "table": MembershipTable,
    "rows": membership_rows,
    "dimensions": (BY_TIER, BY_REGION, BY_CENTRE),
}

MEMBERS = (
    Indicator(
        code="network.active_members",
        title=_("Active members"),
        unit=_("memberships"),
        definition=_(
            "Memberships within their term on the day, warned ones included; not those that are suspended, ended, or "
            "lapsed without annual confirmation. A campus that belongs to two networks counts twice."
        ),
        aggregate=Count("pk"),
        order=10,
        pooled=COUNTED,
        **SHARED,
    ),
    Indicator(
        code="network.member_hospitals",
        title=_("Member hospitals"),
        unit=_("hospitals"),
        definition=_("Hospitals with one active membership or more on the day, each counted once."),
        aggregate=Count("hospital", distinct=True),
        order=11,
        **SHARED,
    ),
)
