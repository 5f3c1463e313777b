"""This month: all open sites of a hospital on one page; and one site's month with its versions."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access import door, form_tokens
from access.door import get_visible_or_404
from access.refusals import Refused
from access.views.pages import page
from network.models import Hospital
from studies import permissions
from studies.domain import month_reports
from studies.enrolment import months as calendar
from studies.forms.enrolment import TITLES, MonthForm
from studies.models import MonthReport, StudySite
from studies.views.month_grid import MonthGrid


@page(permissions.REPORT_MONTH)
def months(request):
    """The grid of a hospital's open sites; one button writes zeros for a row, or for all that have not reported."""
    hospitals = Hospital.objects.permitted(request.actor, permissions.REPORT_MONTH).order_by("sort_key")
    asked = request.GET.get("hospital", "")
    hospital = next((row for row in hospitals if str(row.uid) == asked), None) if asked else hospitals.first()
    if hospital is None:
        raise Http404
    month = calendar.read(request.GET.get("month", "")) or calendar.last_full()
    grid = MonthGrid(hospital, month, request.POST if request.method == "POST" else None)
    if grid.is_bound and _saved(request, grid):
        return redirect(request.get_full_path())
    context = {
        "grid": grid,
        "hospitals": hospitals if len(hospitals) > 1 else [],
        "titles": list(TITLES.values()),
        "before": calendar.after(month, -1),
        "after": calendar.after(month) if month < calendar.last_full() else None,
        "due": calendar.due_on(month),
    }
    return render(request, "studies/months.html", context, status=422 if grid.is_bound else 200)


def _saved(request, grid: MonthGrid) -> bool:
    try:
        made = grid.report(by=request.actor)
    except Refused as refused:
        grid.refuse(refused)
        return False
    if made:
        messages.success(request, _("%(count)d sites are reported for this month.") % {"count": len(made)})
    return bool(made)


@page(open_because="one site, visible through the door")
def month(request, uid, month):
    """One month of one site: the version in force, those before it, and the form that corrects it."""
    site = get_visible_or_404(StudySite.objects.select_related("study", "hospital"), request.actor, uid=uid)
    day = calendar.read(month)
    rows = MonthReport.objects.filter(study_site=site, month=day).visible_to(request.actor)
    versions = list(rows.select_related("written_by").order_by("-version"))
    may_report = door.can(request.actor, permissions.REPORT_MONTH, site)
    if day is None or not (versions or may_report):
        raise Http404
    form = _form(request, site, day, versions) if may_report else None
    if request.method == "POST":
        door.require(request.actor, permissions.REPORT_MONTH, site)
        if form.is_valid() and _corrected(request, site, day, form):
            return redirect("studies:month", uid=site.uid, month=month)
    context = {"site": site, "study": site.study, "month": day, "versions": _rows(versions), "form": form}
    context |= {"titles": list(TITLES.values()), "token": form_tokens.fresh()}
    return render(request, "studies/month.html", context, status=422 if request.method == "POST" else 200)


def _rows(versions: list) -> list[dict]:
    return [{"report": row, "cells": [getattr(row, name) for name in TITLES]} for row in versions]


def _form(request, site, day, versions) -> MonthForm:
    newest = versions[0] if versions else None
    initial = {name: getattr(newest, name) for name in TITLES} if newest else {}
    initial["expected"] = newest.version if newest else 0
    counted = month_reports.counted_enrolled(site, day)
    return MonthForm(request.POST or None, initial=initial, counted=counted)


def _corrected(request, site, day, form: MonthForm) -> bool:
    try:
        month_reports.report(site, month=day, entry=form.entry(site, day), by=request.actor)
    except month_reports.Unfit as unfit:
        form.take(unfit.cells[0])
        return False
    except Refused as refused:
        form.add_error(None, str(refused.reason))
        return False
    messages.success(request, _("The month is saved."))
    return True
