"""The board of study sites: how many stand where, how long each step takes by region, and which are stuck."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from access.views.lists import sheet_response
from access.views.pages import page
from network.models import Region
from studies import permissions
from studies.enums import STARTING, SiteState
from studies.models import StudySite
from tools import sheets

MOST_STUCK = 12


@page(permissions.VIEW_STUDY_SITE)
def board(request):
    """The board of the sites that the actor may see, or its medians as a sheet."""
    rows = StudySite.objects.all().visible_to(request.actor)
    medians = _medians(rows)
    if request.GET.get("export") in ("xlsx", "csv"):
        return _export(request, medians)
    stuck = rows.stuck().with_names().order_by("state_since", "pk")
    counts = rows.by_state()
    context = {
        "columns": [{"state": state, "title": state.label, "count": counts.get(state, 0)} for state in SiteState],
        "steps": [state.label for state in STARTING],
        "medians": medians,
        "stuck": stuck[:MOST_STUCK],
        "stuck_total": stuck.count(),
    }
    return render(request, "studies/site_board.html", context)


def _medians(rows) -> list[dict]:
    """One row a region with the median of days of each step; regions without a finished step are left out."""
    found: dict = {}
    for row in rows.median_days():
        found.setdefault(row["region"], {})[row["state"]] = row["days"]
    regions = [
        *Region.objects.filter(pk__in=[pk for pk in found if pk]).order_by("pk"),
        *([None] if None in found else []),
    ]
    return [
        {
            "title": str(region) if region else _("no region"),
            "days": [found[region.pk if region else None].get(state.value) for state in STARTING],
        }
        for region in regions
    ]


def _export(request, medians: list[dict]):
    columns = [sheets.Column("region", _("Reporting region"))]
    columns += [sheets.Column(state.value, str(state.label)) for state in STARTING]
    lines = [[row["title"], *row["days"]] for row in medians]
    return sheet_response(request, _("Median days per step"), columns, lines, request.GET["export"])
