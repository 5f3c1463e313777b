"""Site visits: list, page, planning, cancelling, reporting, photographs, and the checklist's versions."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens, histories, lifecycle
from access.forms.refusals import carried_out
from access.views.lists import ListPage
from access.views.pages import page
from network import exit_permissions as permissions
from network import exit_policies
from network.domain import site_visits
from network.exit_enums import Finding
from network.forms.site_visit import ChecklistForm, MoveVisitForm, PhotographsForm, PlanVisitForm, ReportForm
from network.models import Network, SiteVisit, VisitChecklist
from network.province.records import in_reader_language
from network.tables.site_visits import VisitFilter, VisitTable
from network.views import applications, memberships
from network.views.step_forms import StepForm, step_page
from office.domain import attachments
from office.models import Attachment

PHOTOGRAPHS = "photographs"
PLAN = StepForm(
    gettext_lazy("Plan a visit"),
    gettext_lazy("Plan the visit"),
    gettext_lazy("The hospital is told the day and the visitors at once."),
)
MOVE = StepForm(
    gettext_lazy("Move the visit to another day"),
    gettext_lazy("Move the visit"),
    gettext_lazy("The hospital is told the new day and the reason at once; the checklist stays."),
)
REPORT = StepForm(
    gettext_lazy("Report on the visit"),
    gettext_lazy("Report"),
    gettext_lazy("The report is for good. Findings are read by the centre, the supervisor and the province."),
)
CHECKLIST = StepForm(
    gettext_lazy("Checklist of visits"),
    gettext_lazy("Save as a new version"),
    gettext_lazy("Visits keep the version that they were planned with."),
    template="network/visit_checklist.html",
)


class Visits(ListPage):
    """The visits that the actor may see, the latest first."""

    model = SiteVisit
    table_class = VisitTable
    filterset_class = VisitFilter
    permission = permissions.VIEW_VISIT
    title = gettext_lazy("Site visits")
    lead = gettext_lazy("Who visits which hospital when; about applicants and members.")

    def get_queryset(self):
        """With names."""
        return super().get_queryset().with_names().order_by("-planned_on", "-pk")


def found(request, uid) -> SiteVisit:
    """The visit in the address, or 404."""
    rows = SiteVisit.objects.with_names().select_related("checklist__network", "planned_by", "reported_by")
    return door.get_visible_or_404(rows, request.actor, uid=uid)


@page(permissions.VIEW_VISIT)
def visit(request, uid):
    """The page of a visit: all of it for those who read findings, day and visitors for the hospital."""
    thing = found(request, uid)
    return render(request, "network/visit.html", _context(thing, request.actor))


def _context(thing, actor, photographs_form=None) -> dict:
    reads = door.can(actor, permissions.VIEW_FINDINGS, thing)
    may_change = door.can(actor, permissions.CHANGE_VISIT, thing) and exit_policies.visit_locked(thing) is None
    return {
        "visit": thing,
        "reads": reads,
        "sees_conclusion": thing.state == "reported" and (reads or thing.is_told),
        "items": _items(thing) if reads else [],
        "photographs": Attachment.objects.of(thing).visible_to(actor).select_related("uploaded_by"),
        "may_move": may_change,
        "photographs_form": (photographs_form or PhotographsForm()) if may_change else None,
        "actions": lifecycle.actions(thing, actor),
        "reporting": lifecycle.actions(thing, actor, only=["report"]),
        "token": form_tokens.fresh(),
        **histories.newest(thing, actor),
    }


def _items(thing) -> list[tuple]:
    """Each item of the checklist with its finding and remark, if there is one yet."""
    findings = {row.item: row for row in thing.findings.all()}
    tones = {Finding.MET: "ok", Finding.PARTLY: "warn", Finding.NOT_MET: "danger"}
    rows = ((item, findings.get(item["code"])) for item in thing.checklist.items)
    return [
        (in_reader_language(item["zh"], item["en"]), row, tones.get(row.finding, "neutral") if row else "")
        for item, row in rows
    ]


@page(permissions.CHANGE_VISIT)
def plan_for_application(request, uid):
    """Plan a visit to an applicant."""
    return _plan(request, applications.found(request, uid))


@page(permissions.CHANGE_VISIT)
def plan_for_membership(request, uid):
    """Plan a visit to a member."""
    return _plan(request, memberships.found(request, uid))


def _plan(request, thing):
    door.require(request.actor, permissions.CHANGE_VISIT, thing)
    form = PlanVisitForm(request.POST or None)

    def call(expected, token):
        return site_visits.plan(thing, **form.cleaned_data, expected=expected, by=request.actor)

    return step_page(request, thing, form, PLAN, call, done=_("Planned: the hospital is told day and visitors."))


@page(permissions.CHANGE_VISIT)
def move_to(request, uid):
    """Move a planned visit to another day."""
    thing = found(request, uid)
    door.require(request.actor, permissions.CHANGE_VISIT, thing)
    form = MoveVisitForm(request.POST or None)

    def call(expected, token):
        return site_visits.move_to(thing, **form.cleaned_data, expected=expected, by=request.actor)

    return step_page(request, thing, form, MOVE, call, done=_("Moved: the hospital is told the new day."))


@page(permissions.CHANGE_VISIT)
def report(request, uid):
    """Report item by item."""
    thing = found(request, uid)
    door.require(request.actor, permissions.CHANGE_VISIT, thing)
    form = ReportForm(request.POST or None, visit=thing)

    def call(expected, token):
        return site_visits.report(thing, report=form.report, expected=expected, token=token, by=request.actor)

    return step_page(request, thing, form, REPORT, call, done=_("Reported."))


@page(permissions.CHANGE_VISIT)
@require_POST
def step(request, uid):
    """Cancel the visit, with a reason."""
    thing = found(request, uid)
    if request.POST.get("action", "") == "cancel":
        posted = form_tokens.posted(request, thing)
        site_visits.cancel(thing, reason=form_tokens.words(request, "reason"), **posted, by=request.actor)
        messages.success(request, _("Cancelled: the hospital is told."))
    return redirect(thing)


@page(permissions.CHANGE_VISIT)
@require_POST
def add_photographs(request, uid):
    """Attach photographs: several become one PDF."""
    thing = found(request, uid)
    door.require(request.actor, permissions.CHANGE_VISIT, thing)
    form = PhotographsForm(request.POST, request.FILES)
    added = form.is_valid() and carried_out(
        form,
        lambda: attachments.attach(thing, form.cleaned_data["file"], kind=PHOTOGRAPHS, by=request.actor),
        field="file",
    )
    if added:
        messages.success(request, _("“%(name)s” is attached.") % {"name": added.name})
        return redirect(thing)
    return render(request, "network/visit.html", _context(thing, request.actor, form), status=422)


@page(permissions.CHANGE_CHECKLIST)
def checklist(request, uid):
    """The checklist in force for a network, and its next version."""
    network = door.get_visible_or_404(Network.objects.select_related("centre"), request.actor, uid=uid)
    door.require(request.actor, permissions.CHANGE_CHECKLIST, network)
    own = network.visit_checklists.select_related("written_by").order_by("-version")
    current = VisitChecklist.objects.in_force(network)
    shown = own.first() or current
    initial = {"items": ChecklistForm.typed(shown.items) if shown else ""}
    form = ChecklistForm(request.POST or None, initial=initial)

    def call(expected, token):
        facts = {"lines": form.lines, "valid_from": form.cleaned_data["valid_from"], "expected": expected}
        return site_visits.write_checklist(network, **facts, by=request.actor)

    return step_page(
        request,
        network,
        form,
        CHECKLIST,
        call,
        done=lambda made: _("Version %(version)s is saved.") % {"version": made.version},
        back=network,
        version_of=lambda: own.values_list("version", flat=True).first() or 0,
        versions=own,
        current=current,
    )
