"""Sections of a site's description that have rows: fields with cases, and equipment."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access import door
from access.refusals import Refused
from access.views.pages import page
from network.forms.changes import VersionForm
from sites.domain import research_sites
from sites.forms.research_site import CapacityFormSet, EquipmentFormSet
from sites.permissions.research_site import CHANGE_SITE
from sites.views.research_sites import found

OK, UNFIT = 200, 422


def rows_page(request, thing, rows, call: Callable, **words):
    """The page of a form with rows, or the way back after ``call(expected)``; ``words`` are its title and lead."""
    version = VersionForm(request.POST if rows.is_bound else None, initial={"version": thing.version})
    if rows.is_bound and all([version.is_valid(), rows.is_valid()]):
        try:
            call(version.cleaned_data["version"])
        except Refused as refused:
            version.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("“%(section)s” is saved.") % {"section": words["title"]})
            return redirect(thing)
    context = {"thing": thing, "rows": rows, "version_form": version, **words}
    return render(request, "sites/rows_form.html", context, status=UNFIT if rows.is_bound else OK)


def _site(request, uid):
    thing = found(request, uid)
    door.require(request.actor, CHANGE_SITE, thing)
    return thing


@page(CHANGE_SITE)
def capacities(request, uid):
    """Disease fields with beds and cases."""
    thing, data = _site(request, uid), request.POST if request.method == "POST" else None
    seen = [
        {"field": row.field.code, "beds": row.beds, "cases": row.cases, "year": row.year}
        for row in thing.capacities_now
    ]
    rows = CapacityFormSet(data, initial=seen, prefix="rows")
    return rows_page(
        request,
        thing,
        rows,
        lambda expected: research_sites.write_capacities(thing, rows=rows.rows, expected=expected, by=request.actor),
        title=_("Fields, beds and cases"),
        lead=_("Figures of one calendar year. Leave empty what you do not know; enter 0 where there was none."),
    )


@page(CHANGE_SITE)
def equipment(request, uid):
    """Equipment."""
    thing, data = _site(request, uid), request.POST if request.method == "POST" else None
    seen = [{"kind": row.kind, "count": row.count, "note": row.note} for row in thing.equipment_now]
    rows = EquipmentFormSet(data, initial=seen, prefix="rows")
    return rows_page(
        request,
        thing,
        rows,
        lambda expected: research_sites.write_equipment(thing, rows=rows.rows, expected=expected, by=request.actor),
        title=_("Equipment"),
        lead=_("What studies can use at the site, its own or the hospital's."),
    )
