"""The overviews of a region, for its supervising department, and of the province."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from access import chasing, door
from access.enums import ScopeKind
from access.views.pages import page
from network import dashboard_permissions as permissions
from network.dashboards import Board
from network.eligibility import candidates
from network.indicators.dimensions import BY_CENTRE, BY_REGION
from network.models import Hospital, Network, Region
from network.permissions import VIEW_PROFILE
from network.views.dashboard_context import allowed, chased, sheet_of, tiles
from network.views.regions import counties_of, map_of
from office.indicators import INDICATORS, Period, Scope, Sheet
from office.indicators.reading import figure_url
from tools import clock

OF_REGIONS = (
    "network.active_members",
    "network.county_coverage",
    "network.confirmed_members",
    "network.late_applications",
)
OF_CENTRES = (
    "network.active_members",
    "network.planned_members",
    "network.county_coverage",
    "network.confirmed_members",
    "network.late_applications",
)


@page(permissions.REGION_OVERVIEW)
def region_overview(request, code):
    """The region's gaps: counties without a member, hospitals that could join and have not, what is overdue."""
    found = Region.objects.filter(code=code).first()
    if found is None:
        raise Http404
    door.require(request.actor, permissions.REGION_OVERVIEW, found)
    hospitals = Hospital.objects.open().in_region(found)
    late = chasing.tasks_for(request.actor).filter(
        due_on__lt=clock.today(), scope_kind=ScopeKind.HOSPITAL, scope_id__in=hospitals.order_by().values("pk")
    )
    context = {
        "region": found,
        "counters": tiles(Board.REGION, sheet_of(Board.REGION, Scope.of(ScopeKind.REGION, found), request.actor)),
        "gaps": counties_of(found, Period.today()).filter(covered=False),
        "overdue": chased(late),
        **_candidates(request, found, hospitals),
    }
    return render(request, "network/region_overview.html", context)


def _candidates(request, region: Region, hospitals) -> dict:
    """The hospitals that could join one network, the first unless the address names another."""
    networks = list(Network.objects.open().alphabetical())
    asked = request.GET.get("network", "")
    chosen = next((network for network in networks if network.slug == asked), networks[0] if networks else None)
    may_read = door.can(request.actor, VIEW_PROFILE, region)
    found = candidates(hospitals.alphabetical(), chosen, clock.today()) if chosen and may_read else []
    return {"networks": networks, "network": chosen, "candidates": found}


@page(permissions.PROVINCE_OVERVIEW)
def province_overview(request):
    """All regions and all centres, side by side."""
    sheet = sheet_of(Board.PROVINCE, Scope.province(), request.actor)
    for codes, part in ((OF_REGIONS, BY_REGION), (OF_CENTRES, BY_CENTRE)):
        sheet.expect(allowed(codes, sheet), part)
    regions = _table(OF_REGIONS, BY_REGION, sheet)
    context = {
        "counters": tiles(Board.PROVINCE, sheet),
        "map": map_of(OF_REGIONS[0], [row["first"] for row in regions["rows"]]),
        "regions": regions,
        "centres": _table(OF_CENTRES, BY_CENTRE, sheet),
    }
    return render(request, "network/province_overview.html", context)


def _table(codes, dimension, sheet: Sheet) -> dict:
    """``{head, rows}``: every figure of every part, each leading to its rows."""
    codes = allowed(codes, sheet)
    return {
        "title": _("Regions") if dimension is BY_REGION else _("Centres"),
        "head": [(INDICATORS[code].title, INDICATORS[code].unit) for code in codes],
        "rows": [
            {
                "member": row.member,
                "url": row.member.get_absolute_url(),
                "first": row.shares[0],
                "cells": _cells(codes, dimension, row),
            }
            for row in sheet.side_by_side(codes, dimension)
        ],
    }


def _cells(codes, dimension, row) -> list[dict]:
    return [_cell(code, dimension, row.member, share) for code, share in zip(codes, row.shares, strict=True)]


def _cell(code: str, dimension, member, share) -> dict:
    limit = INDICATORS[code].red_above
    return {
        "title": INDICATORS[code].title,
        "text": share.text,
        "url": figure_url(code, Scope.of(dimension.scope_kind, member), Period.today()),
        "is_red": limit is not None and (share.value or 0) > limit,
    }
