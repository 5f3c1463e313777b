"""A study's enrolment: the board with its charts, the lead site's confirmation, plan and shares."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door
from access.views.lists import sheet_response
from access.views.pages import page
from network.views.step_forms import StepForm, step_page
from studies import permissions
from studies.domain import enrolment, month_reports
from studies.enrolment import months
from studies.enums.site import HAS_OPENED
from studies.forms.enrolment import PlanForm, ShareForm
from studies.indicators import enrolment as figures
from studies.models import EnrolmentPlan, SiteShare, Study, StudySite
from studies.views import enrolment_charts as charts
from studies.views import enrolment_live, finding

PLAN = StepForm(
    gettext_lazy("Plan the enrolment"),
    gettext_lazy("Set the plan down"),
    gettext_lazy("The curve is drawn against this plan. A cap makes sites compete for the places."),
)
SHARE = StepForm(
    gettext_lazy("Share of the site"),
    gettext_lazy("Set the share down"),
    gettext_lazy("Places are kept for sites that have not reached their least; nobody gets more than the most."),
)


def _sites(request, thing: Study):
    """The sites whose figures the actor sees: all of them, or those of the own hospitals."""
    rows = StudySite.objects.filter(study=thing, state__in=HAS_OPENED).select_related("hospital").order_by("pk")
    if enrolment_live.sees_all_sites(request.actor, thing):
        return rows
    own = request.actor.scope_ids(permissions.VIEW_MONTH, "hospital")
    return rows.filter(hospital__in=own)


@page(open_because="one study, visible through the door")
def board(request, uid):
    """The board: sums that move, curve against the plan, projection, sites against targets, months by sites."""
    thing = finding.study(request, uid)
    found = figures.board(thing, _sites(request, thing))
    form, chart = request.GET.get("export"), request.GET.get("chart", "months")
    if form in ("xlsx", "csv") and chart in charts.SHEETS:
        columns, rows = charts.SHEETS[chart](found)
        return sheet_response(request, f"{_('Enrolment')} {thing.number}", columns, rows, form)
    actor = request.actor
    context = {
        "study": thing,
        "board": found,
        "curve": charts.curve(found),
        "bars": charts.bars(found),
        "heat": charts.heat(found),
        "sees_all": enrolment_live.sees_all_sites(actor, thing),
        "may_confirm": door.can(actor, permissions.CONFIRM_MONTH, thing),
        "may_plan": door.can(actor, permissions.CHANGE_PLAN, thing),
        "live": {"screened": sum(r.screened for r in found.months), "reported": _reported(found)},
    }
    return render(request, "studies/enrolment.html", context)


def _reported(found: figures.Board) -> int:
    return next((row.reports for row in found.months if row.month == months.last_full()), 0)


@page(open_because="one study; the verb asks the permission")
@require_POST
def confirm(request, uid):
    """Confirm the posted month for the lead site."""
    thing = finding.study(request, uid)
    month = months.read(request.POST.get("month", ""))
    if month is None:
        raise Http404
    month_reports.confirm(thing, month=month, by=request.actor)
    messages.success(request, _("%(month)s is confirmed.") % {"month": f"{month:%Y-%m}"})
    return redirect("studies:enrolment", uid=thing.uid)


@page(open_because="one study; the verb asks the permission")
def plan(request, uid):
    """Set the enrolment plan down."""
    thing = finding.study(request, uid)
    door.require(request.actor, permissions.CHANGE_PLAN, thing)
    row = EnrolmentPlan.objects.filter(study=thing).first()
    names = ("begins_on", "ends_on", "target", "curve", "cap")
    initial = {name: getattr(row, name) for name in names} if row else _first_plan(thing)
    form = PlanForm(request.POST or None, initial=initial)

    def call(expected, token):
        return enrolment.plan(thing, facts=form.facts(), expected=expected, by=request.actor)

    facts = {"done": _("The plan is set down."), "version_of": lambda: row.version if row else 0}
    return step_page(request, thing, form, PLAN, call, back=page_of(thing), **facts)


def _first_plan(thing: Study) -> dict:
    return {"begins_on": thing.planned_start, "ends_on": thing.planned_end, "target": thing.target_size}


def page_of(thing: Study):
    """The address of the study's board."""
    return reverse("studies:enrolment", args=[thing.uid])


@page(open_because="one study; the verb asks the permission")
def share(request, uid, site_uid):
    """Set the least and the most of one site."""
    thing = finding.study(request, uid)
    door.require(request.actor, permissions.CHANGE_PLAN, thing)
    site = get_object_or_404(StudySite.objects.select_related("hospital"), study=thing, uid=site_uid)
    row = SiteShare.objects.filter(study_site=site).first()
    form = ShareForm(request.POST or None, initial={"minimum": row.minimum, "maximum": row.maximum} if row else {})

    def call(expected, token):
        return enrolment.share(thing, site=site, **form.cleaned_data, by=request.actor)

    return step_page(request, thing, form, SHARE, call, done=_("The share is set down."), back=page_of(thing))
