"""Who is a member where, as visitors read it: straight from the network's data, for any day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from network.enums import COUNTY_LEVEL_KINDS
from network.models import Centre, DiseaseField, Division, Hospital, Membership, Region
from tools import clock


@dataclass(frozen=True)
class County:
    """A county-level unit with its members; an empty list makes it a white one."""

    division: Division
    members: list[Membership]


@dataclass(frozen=True)
class FieldOfCentres:
    """A field of disease with its centres."""

    field: DiseaseField
    centres: list[Centre]


def members(on: date | None = None):
    """The memberships that count on a day, by place and then by name."""
    rows = Membership.objects.active(on).with_names()
    return rows.order_by("campus__division__code", "hospital__sort_key", "network__sort_key", "pk")


def counties_of(region: Region, on: date | None = None) -> list[County]:
    """All county-level units that report to the region, with their members; in the order of codes.

    A region without such units (a county-level city that reports for itself) is its own only unit.
    """
    by_division = defaultdict(list)
    for membership in members(on).filter(campus__region=region):
        by_division[membership.campus.division_id].append(membership)
    units = list(_counties(on).filter(region=region))
    elsewhere = Division.objects.filter(pk__in=set(by_division) - {unit.pk for unit in units}).order_by("code")
    return [County(division, by_division.get(division.pk, [])) for division in [*units, *elsewhere]]


def _counties(on: date | None):
    day = on or clock.today()
    return Division.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=day),
        Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        kind__in=COUNTY_LEVEL_KINDS,
    ).order_by("code")


def members_of(centre: Centre, on: date | None = None):
    """The members of all networks that a centre leads, network by network, closest tier first."""
    rows = members(on).filter(network__centre=centre)
    return rows.order_by("network__sort_key", "tier__rank", "campus__division__code", "hospital__sort_key", "pk")


def memberships_of(hospital: Hospital, on: date | None = None):
    """What a hospital is a member of."""
    return members(on).filter(hospital=hospital).order_by("network__sort_key", "pk")


def open_centres(on: date | None = None):
    """The centres that exist on a day, in pinyin order."""
    return Centre.objects.public().open(on).alphabetical()


def centres_by_field(on: date | None = None) -> list[FieldOfCentres]:
    """The centres that exist on a day, by field of disease; fields without a centre are left out."""
    by_field = defaultdict(list)
    for centre in open_centres(on).select_related("host", "field", "page"):
        by_field[centre.field_id].append(centre)
    fields = DiseaseField.objects.filter(pk__in=by_field)
    return [FieldOfCentres(field, by_field[field.pk]) for field in fields]
