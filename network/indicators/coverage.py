"""How much of the province the networks reach: by regions, and by county-level units with either denominator."""

from dataclasses import replace

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from access.enums import ScopeKind
from network.enums import COUNTY_LEVEL_KINDS, RURAL_COUNTY_KINDS
from network.indicators.dimensions import BY_CENTRE, BY_REGION, BY_TIER, regions
from network.indicators.members import SHARED, active_members
from network.indicators.pool import COUNTED, COUNTED_IN_COUNTIES, COUNTED_IN_RURAL_COUNTIES
from network.models import Division
from office.indicators import Indicator, Period, Scope


def _in_counties(scope: Scope, period: Period) -> QuerySet:
    return active_members(scope, period).filter(campus__division__kind__in=COUNTY_LEVEL_KINDS)


def _in_rural_counties(scope: Scope, period: Period) -> QuerySet:
    return active_members(scope, period).filter(campus__division__kind__in=RURAL_COUNTY_KINDS)


def _units(rows: QuerySet, scope: Scope, period: Period) -> QuerySet:
    rows = rows.valid(period.last)
    return rows.filter(region=scope.id) if scope.kind == ScopeKind.REGION else rows


def _counties(scope: Scope, period: Period) -> QuerySet:
    return _units(Division.objects.county_level(), scope, period)


def _rural_counties(scope: Scope, period: Period) -> QuerySet:
    return _units(Division.objects.rural(), scope, period)


# A region's share is of its own units; a tier's or a centre's is of all units.
PARTS = {"dimensions": (BY_TIER, replace(BY_REGION, whole_key="region"), BY_CENTRE)}

COVERAGE = (
    Indicator(
        code="network.region_coverage",
        title=_("Regions covered"),
        unit=_("% of the reporting regions"),
        definition=_(
            "Reporting regions in which one campus or more is an active member on the day, divided by all reporting "
            "regions. A county-level city or new area that reports for itself is a region of its own."
        ),
        aggregate=Count("campus__region", distinct=True),
        whole=regions,
        decimals=1,
        order=20,
        pooled=COUNTED,
        **SHARED | {"dimensions": (BY_TIER, BY_CENTRE)},
    ),
    Indicator(
        code="network.county_coverage",
        title=_("County-level units covered"),
        unit=_("% of the county-level units"),
        definition=_(
            "County-level units (districts, counties, autonomous counties, county-level cities) in which one campus "
            "or more is an active member on the day, divided by all county-level units."
        ),
        aggregate=Count("campus__division", distinct=True),
        whole=_counties,
        decimals=1,
        order=21,
        pooled=COUNTED_IN_COUNTIES,
        **SHARED | PARTS | {"evidence": _in_counties},
    ),
    Indicator(
        code="network.rural_coverage",
        title=_("Counties and county-level cities covered"),
        unit=_("% of the counties and county-level cities"),
        definition=_(
            "The same without the districts of cities: counties, autonomous counties and county-level cities in which "
            "one campus or more is an active member on the day, divided by all of these."
        ),
        aggregate=Count("campus__division", distinct=True),
        whole=_rural_counties,
        decimals=1,
        order=22,
        pooled=COUNTED_IN_RURAL_COUNTIES,
        **SHARED | PARTS | {"evidence": _in_rural_counties},
    ),
)
