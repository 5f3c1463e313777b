"""The province by regions: the map, and one region with its counties and members."""

from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from access.views.pages import page
from network.hexmap import Scale, hexmap
from network.indicators.dimensions import BY_REGION
from network.models import Division, Hospital, Membership, Region
from office.indicators import INDICATORS, Period, Scope, Sheet, figures
from office.views.figures import counter
from tools.chinese import date_text

# What the map can show, by the word in the address.
LAYERS = {"members": "network.active_members", "counties": "network.county_coverage"}
COUNTERS = ("network.active_members", "network.county_coverage", "network.rural_coverage")


@page(open_because="figures over public memberships")
def regions(request):
    """The map of the province with its table."""
    chosen = request.GET.get("show", "members")
    if chosen not in LAYERS:
        chosen = "members"
    codes = ("network.active_members", "network.region_coverage", "network.county_coverage", "network.rural_coverage")
    sheet = Sheet(Scope.province(), Period.today(), by=request.actor)
    sheet.expect(codes)
    rows = sheet.side_by_side([LAYERS[chosen]], BY_REGION)
    context = {
        "map": map_of(LAYERS[chosen], [row.shares[0] for row in rows]),
        "tabs": [
            {"title": INDICATORS[code].title, "url": f"?show={word}", "active": word == chosen}
            for word, code in LAYERS.items()
        ],
        "counters": [counter(item) for item in sheet.figures(codes)],
    }
    return render(request, "network/regions.html", context)


def map_of(code: str, shares, *, url_of=None) -> dict:
    """An indicator's shares by regions as the hexmap component shows them; ``url_of`` leads elsewhere than to the
    workspace."""
    indicator, period = INDICATORS[code], Period.today()
    return hexmap(
        {share.id: (share.value, share.text) for share in shares},
        title=_("%(figure)s by region") % {"figure": indicator.title},
        unit=str(indicator.unit),
        as_of=date_text(period.last),
        url_of=url_of or Region.get_absolute_url,
        scale=Scale.of_percent() if indicator.whole else None,
    )


@page(open_because="directory data and figures over public memberships")
def region(request, code):
    """One region: its figures, and its county-level units with and without a member."""
    found = Region.objects.filter(code=code).first()
    if found is None:
        raise Http404
    scope, period = Scope.of("region", found), Period.today()
    members = Membership.objects.active(period.last).filter(campus__region=found)
    context = {
        "region": found,
        "counters": [counter(item) for item in figures(COUNTERS, scope, period, by=request.actor)],
        "counties": counties_of(found, period),
        "members": members.with_names().order_by("network__sort_key", "hospital__sort_key"),
        "hospitals": Hospital.objects.open().in_region(found).count(),
    }
    return render(request, "network/region.html", context)


def counties_of(region: Region, period: Period):
    """The region's county-level units, each with ``covered`` (has an active member) and ``hospitals`` (there)."""
    active = Membership.objects.active(period.last).filter(campus__division=OuterRef("pk"))
    open_campuses = Q(campuses__closed_on__isnull=True) | Q(campuses__closed_on__gt=period.last)
    rows = Division.objects.county_level().valid(period.last).filter(region=region)
    counted = Count("campuses__hospital", filter=open_campuses, distinct=True)
    return rows.annotate(covered=Exists(active), hospitals=counted).order_by("code")
