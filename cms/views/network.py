"""The network as visitors see it: map, regions, hospitals; live data only."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from cms.domain import directory, figures
from cms.domain.public_addresses import hospital_by_number, hospital_url
from network.models import Hospital, OrganisationEvent, Region
from tools import clock


def network(request):
    """The map of the regions, and the same as a table."""
    return render(request, "cms/network.html", {"regions": figures.region_figures(), "today": clock.today()})


def region(request, code: str):
    """One region: its county-level units with their members; those without one are white."""
    found = get_object_or_404(Region, code=code)
    counties = directory.counties_of(found)
    context = {
        "region": found,
        "counties": counties,
        "covered": sum(1 for county in counties if county.members),
        "members": sum(len(county.members) for county in counties),
        "today": clock.today(),
    }
    return render(request, "cms/region.html", context)


def hospital(request, number: str):
    """One hospital: where it is and what it is a member of."""
    found = hospital_by_number(number)
    if found is None:
        raise Http404
    if found.merged_into is not None:
        return redirect(hospital_url(found.merged_into))
    context = {
        "hospital": found,
        "campuses": found.campuses.filter(closed_on__isnull=True).select_related("region", "division"),
        "other_names": found.other_names.all(),
        "memberships": directory.memberships_of(found),
        "events": _events_of(found),
        "today": clock.today(),
    }
    return render(request, "cms/hospital.html", context)


def _events_of(found: Hospital) -> list[dict]:
    """The public history of a hospital: what happened when, and to whom a merger or split leads."""
    rows = OrganisationEvent.objects.public().of(found).with_names().newest_first()
    shown = [{"event": row, "other": row.hospital if row.hospital_id != found.pk else row.other} for row in rows]
    return [each | {"url": hospital_url(each["other"]) if each["other"] else ""} for each in shown]
