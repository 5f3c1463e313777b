"""How many members have confirmed the year."""

from dataclasses import replace

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from network.confirmation_permissions import VIEW_CONFIRMATION
from network.indicators.dimensions import BY_CENTRE, BY_REGION, BY_TIER, in_scope
from network.indicators.members import membership_rows
from network.indicators.pool import CONFIRMED_YEAR, HAS_TO_CONFIRM
from network.models import Membership
from network.queries import seasons as kept
from network.seasons import open_on
from network.tables.memberships import MembershipTable
from office.indicators import Indicator, Period, Scope


def to_confirm(scope: Scope, period: Period) -> QuerySet:
    """The memberships that have to confirm the season of the period's last day."""
    season = open_on(period.last, kept.rules())
    if season is None:
        return in_scope(Membership.objects.none(), scope)
    return in_scope(Membership.objects.to_confirm(season, period.last), scope)


def confirmed_members(scope: Scope, period: Period) -> QuerySet:
    """Those of them that have confirmed it by that day."""
    season = open_on(period.last, kept.rules())
    rows = to_confirm(scope, period)
    return rows if season is None else rows.confirmed(season, period.last)


CONFIRMED = (
    Indicator(
        code="network.confirmed_members",
        title=_("Members confirmed this year"),
        unit=_("% of the members that have to confirm"),
        definition=_(
            "Memberships that have confirmed the season which is open on the day, divided by those that have to: "
            "within their term on the day, suspended ones included, and begun before the season opened."
        ),
        permission=VIEW_CONFIRMATION,
        evidence=confirmed_members,
        aggregate=Count("pk"),
        table=MembershipTable,
        whole=to_confirm,
        dimensions=(
            replace(BY_CENTRE, whole_key="network__centre"),
            replace(BY_REGION, whole_key="campus__region"),
            replace(BY_TIER, whole_key="tier"),
        ),
        decimals=1,
        rows=membership_rows,
        order=28,
        pooled=CONFIRMED_YEAR,
        whole_pooled=HAS_TO_CONFIRM,
    ),
)
