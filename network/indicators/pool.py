"""The memberships within their term, which most figures count: what holds for them on the day, looked up once."""

from django.db.models import Q, QuerySet

from network.enums import COUNTY_LEVEL_KINDS, RURAL_COUNTY_KINDS
from network.indicators.dimensions import in_scope
from network.membership_enums import MembershipState
from network.models import Membership
from network.queries import seasons as kept
from network.queries.memberships import begun_before, confirmed, lacking, suspended_on
from network.seasons import open_on, over_before
from office.indicators import Period, Pool, Pooled, Scope


def _running(scope: Scope, period: Period) -> QuerySet:
    return in_scope(Membership.objects.current(period.last), scope)


def _lapsed(period: Period) -> Q | None:
    return lacking(over_before(period.last, kept.rules()), period.last)


def _has_to_confirm(period: Period) -> Q | None:
    season = open_on(period.last, kept.rules())
    return None if season is None else begun_before(season.opens)


def _has_confirmed(period: Period) -> Q | None:
    season = open_on(period.last, kept.rules())
    return None if season is None else confirmed(season, period.last)


RUNNING = Pool(
    _running,
    {
        "suspended": lambda period: Q(suspended_on(period.last)),
        "lapsed": _lapsed,
        "warned": lambda period: Q(state=MembershipState.WARNED),
        "in_county": lambda period: Q(campus__division__kind__in=COUNTY_LEVEL_KINDS),
        "in_rural_county": lambda period: Q(campus__division__kind__in=RURAL_COUNTY_KINDS),
        "has_to_confirm": _has_to_confirm,
        "has_confirmed": _has_confirmed,
    },
)
# As ``MembershipQuerySet.active()`` counts.
COUNTS = {"suspended": False, "lapsed": False}
COUNTED = Pooled(RUNNING, (COUNTS,))
COUNTED_IN_COUNTIES = Pooled(RUNNING, (COUNTS | {"in_county": True},))
COUNTED_IN_RURAL_COUNTIES = Pooled(RUNNING, (COUNTS | {"in_rural_county": True},))
TROUBLED = Pooled(RUNNING, ({"suspended": True}, {"lapsed": True}, {"warned": True}))
HAS_TO_CONFIRM = Pooled(RUNNING, ({"has_to_confirm": True},))
CONFIRMED_YEAR = Pooled(RUNNING, ({"has_to_confirm": True, "has_confirmed": True},))
