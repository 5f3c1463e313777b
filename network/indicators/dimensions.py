"""Scopes and dimensions that the house's figures share."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from access.enums import ScopeKind
from network.models import Centre, Region, Tier
from office.indicators import Dimension, Period, Scope

# From rows that have a hospital, a campus and a network of their own.
PATHS = {
    ScopeKind.HOSPITAL: "hospital",
    ScopeKind.NETWORK: "network",
    ScopeKind.CENTRE: "network__centre",
    ScopeKind.REGION: "campus__region",
}


def in_scope(rows: QuerySet, scope: Scope) -> QuerySet:
    """The rows of a scope. Raises LookupError for a kind of scope that these rows do not belong to."""
    if scope.is_province:
        return rows
    return rows.filter(**{PATHS[scope.kind]: scope.id})


def _tiers(scope: Scope, period: Period) -> list[Tier]:
    """The tiers by the names that they had at the end of the period: ended ones, too, since members keep them."""
    tiers = list(Tier.objects.order_by("rank", "pk"))
    for tier in tiers:
        tier.called_on = period.last
    return tiers


def regions(scope: Scope, period: Period) -> QuerySet:
    """All reporting regions, or the one that the scope is."""
    rows = Region.objects.order_by("position")
    return rows.filter(pk=scope.id) if scope.kind == ScopeKind.REGION else rows


def _centres(scope: Scope, period: Period) -> QuerySet:
    rows = Centre.objects.alphabetical()
    if scope.kind == ScopeKind.CENTRE:
        return rows.filter(pk=scope.id)
    if scope.kind == ScopeKind.NETWORK:
        return rows.filter(networks=scope.id)
    return rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=period.last), established_on__lte=period.last)


BY_TIER = Dimension("tier", _("Tier"), "tier", _tiers)
BY_REGION = Dimension("region", _("Region"), "campus__region", regions, scope_kind=ScopeKind.REGION.value)
BY_CENTRE = Dimension("centre", _("Centre"), "network__centre", _centres, scope_kind=ScopeKind.CENTRE.value)
