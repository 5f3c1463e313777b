"""The tree of a network on a day: national centre, provincial centre, its branches, and members by tier."""

from dataclasses import dataclass, field
from datetime import date

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import door
from access.actor import Actor
from access.forms.base import Form
from access.forms.dates import DayField
from access.views.lists import sheet_response
from access.views.pages import page
from network.models import BranchCentre, CentreBranch, Membership, Network, Tier
from network.structure_enums import Layer
from tools import clock, sheets

HEADINGS = (
    gettext_lazy("Layer"),
    gettext_lazy("Unit"),
    gettext_lazy("Region"),
    gettext_lazy("Member number"),
    gettext_lazy("Since"),
)


@dataclass
class Leaf:
    """A unit of the tree; ``since`` is its first day in this place."""

    title: str
    url: str = ""
    region: str = ""
    number: str = ""
    since: date | None = None


@dataclass
class Level:
    """A layer of the tree with its units, the nearest to the top first."""

    title: str
    units: list[Leaf] = field(default_factory=list)
    code: str = ""


class DayForm(Form):
    """The day on which the tree is looked at."""

    on = DayField(label=gettext_lazy("As it was on"), required=False)

    def day(self) -> date:
        """The day that was asked for, today unless it is one."""
        return (self.cleaned_data.get("on") if self.is_valid() else None) or clock.today()


def levels_of(network: Network, actor: Actor, on: date) -> list[Level]:
    """The layers of a network on a day, from the top: those above the tiers also when they are empty."""
    if not network.is_open(on):
        return []
    return [
        _national(network, actor, on),
        _centre(network),
        _branches(network, actor, on),
        *_tiers(network, actor, on),
    ]


def _national(network: Network, actor: Actor, on: date) -> Level:
    rows = BranchCentre.objects.visible_to(actor).valid(on).filter(field=network.centre.field_id)
    rows = rows.select_related("hospital").order_by("valid_from", "pk")
    units = [
        Leaf(f"{row.national_centre} ({row.hospital})", row.get_absolute_url(), since=row.valid_from) for row in rows
    ]
    return Level(str(Layer.NATIONAL.label), units, Layer.NATIONAL)


def _centre(network: Network) -> Level:
    centre = network.centre
    title = f"{centre} ({centre.host})"
    return Level(
        str(Layer.CENTRE.label), [Leaf(title, centre.get_absolute_url(), since=network.opened_on)], Layer.CENTRE
    )


def _branches(network: Network, actor: Actor, on: date) -> Level:
    rows = CentreBranch.objects.visible_to(actor).valid(on).filter(centre=network.centre_id)
    rows = rows.select_related("hospital", "region", "centre").order_by("region__position", "hospital__sort_key", "pk")
    units = [Leaf(str(r.hospital), r.get_absolute_url(), str(r.region), since=r.valid_from) for r in rows]
    return Level(str(Layer.BRANCH.label), units, Layer.BRANCH)


def _tiers(network: Network, actor: Actor, on: date) -> list[Level]:
    rows = Membership.objects.visible_to(actor).active(on).filter(network=network)
    rows = rows.select_related("hospital", "campus__region").order_by("campus__region__position", "number", "pk")
    by_tier: dict[int, list[Leaf]] = {}
    for row in rows:
        leaf = Leaf(
            str(row.hospital), row.get_absolute_url(), str(row.campus.region), row.number, since=row.valid_from
        )
        by_tier.setdefault(row.tier_id, []).append(leaf)
    return [Level(str(tier), by_tier[tier.pk]) for tier in Tier.objects.all() if tier.pk in by_tier]


def table_of(levels: list[Level]) -> list[list]:
    """The tree as rows under ``HEADINGS``."""
    return [
        [level.title, unit.title, unit.region, unit.number, unit.since.isoformat() if unit.since else ""]
        for level in levels
        for unit in level.units
    ]


@page(open_because="networks and their members are public")
def network_tree(request, uid):
    """The tree on a day, the same as a table, and as a sheet with ``?export=xlsx|csv``."""
    rows = Network.objects.select_related("centre__host", "centre__field")
    found = door.get_visible_or_404(rows, request.actor, uid=uid)
    form = DayForm(request.GET if request.GET.get("on") else None)
    day = form.day()
    levels = levels_of(found, request.actor, day)
    kind = request.GET.get("export")
    if kind in ("xlsx", "csv"):
        columns = [sheets.Column(str(place), str(title)) for place, title in enumerate(HEADINGS)]
        title = _("Structure of %(network)s on %(day)s") % {"network": found, "day": day.isoformat()}
        return sheet_response(request, title, columns, table_of(levels), kind)
    context = {"network": found, "form": form, "day": day, "levels": levels, "headings": HEADINGS}
    return render(request, "network/network_tree.html", context, status=422 if form.errors else 200)
