"""The figures of the public pages: the same indicators as in the workspace, read as a visitor."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from access.actor import Actor
from cms.domain import directory
from cms.domain.public_addresses import CENTRES, page_url, region_url
from network.hexmap import hexmap
from network.models import Region
from office.indicators import Figure, Period, Scope, breakdown, figures

MEMBERS = "network.active_members"
HOSPITALS = "network.member_hospitals"
REGIONS = "network.region_coverage"
COUNTIES = "network.county_coverage"


@dataclass(frozen=True)
class RegionFigures:
    """A reporting region in figures: members, hospitals behind them, county-level units with a member and in all."""

    region: Region
    members: int
    hospitals: int
    covered: int
    counties: int


def home_figures() -> list[dict]:
    """What the home page counts, each with its day and the public page of its rows: contexts of the counter."""
    codes = (MEMBERS, HOSPITALS, REGIONS, COUNTIES)
    members, hospitals, regions, counties = figures(codes, Scope.province(), Period.today(), by=Actor.anonymous())
    rows, map_page = reverse("public_members"), reverse("public_network")
    return [
        _counter(members, url=rows, note=_("of %(count)s hospitals") % {"count": hospitals.text}),
        _counter(regions, url=map_page, note=f"{regions.text}%"),
        _counter(counties, url=map_page, note=f"{counties.text}%"),
        {
            "title": _("Centres"),
            "value": directory.open_centres().count(),
            "as_of": members.as_of.isoformat(),
            "url": page_url(CENTRES),
        },
    ]


def _counter(read: Figure, *, url: str, note: str) -> dict:
    return {
        "title": read.indicator.title,
        "value": int(read.numerator or 0),
        "of": read.denominator,
        "as_of": read.as_of.isoformat(),
        "url": url,
        "note": note,
    }


def region_figures() -> list[RegionFigures]:
    """All regions in their fixed order."""
    members, hospitals, counties = _by_region(MEMBERS), _by_region(HOSPITALS), _by_region(COUNTIES)
    return [
        RegionFigures(
            region=region,
            members=_count(members, region),
            hospitals=_count(hospitals, region),
            covered=_count(counties, region),
            counties=counties[region.pk].denominator or 0,
        )
        for region in Region.objects.all()
    ]


def members_map() -> dict:
    """The context of the hexagon map: active members by region."""
    parts = _by_region(MEMBERS)
    return hexmap(
        {pk: (part.value, part.text) for pk, part in parts.items()},
        title=_("Active members by region"),
        unit=_("members"),
        as_of=Period.today().last.isoformat(),
        url_of=region_url,
    )


def _by_region(code: str) -> dict:
    parts = breakdown(code, "region", Scope.province(), Period.today(), by=Actor.anonymous())
    return {part.id: part for part in parts}


def _count(parts: dict, region: Region) -> int:
    return int(parts[region.pk].numerator or 0)
