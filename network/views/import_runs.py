"""Imports: the list, the upload with its template, the remarks, and taking the rows in."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django_tables2 import RequestConfig

from access import door, form_tokens, histories, lifecycle
from access.models import Job
from access.refusals import Refused
from access.views.lists import ListPage, sheet_response
from access.views.pages import page
from network import import_permissions as permissions
from network.domain import import_runs
from network.forms.import_run import ImportForm
from network.imports import KINDS, report, template
from network.models import ImportRun
from network.tables.import_runs import ImportFilter, ImportTable, RemarkTable
from network.views.import_results import shown_once
from office.models import Attachment, Receipt
from tools import sheets

STEPS = {"recheck": import_runs.recheck, "cancel": import_runs.cancel}
REMARKS_A_PAGE = 50


class Imports(ListPage):
    """The imports of the actor's own places."""

    model = ImportRun
    table_class = ImportTable
    filterset_class = ImportFilter
    template_name = "network/imports.html"
    permission = permissions.ADD_IMPORT
    title = gettext_lazy("Imports")
    lead = gettext_lazy("Tables brought in: each is checked first, and taken in as a whole or not at all.")

    def get_queryset(self):
        """Newest first; the reports stay where they are."""
        rows = super().get_queryset().select_related("network", "hospital", "centre", "created_by")
        return rows.defer("report").order_by("-created_at", "-pk")

    def get_context_data(self, **kwargs) -> dict:
        """With the kinds of table that the actor may bring."""
        offered = [kind for kind in KINDS.values() if self.request.actor.holds(kind.permission)]
        return super().get_context_data(**kwargs) | {"kinds": offered}


def _kind(request, code: str):
    """The kind in the address, for those who may bring such a table; 404 or 403."""
    if code not in KINDS:
        raise Http404
    door.require(request.actor, KINDS[code].permission)
    return KINDS[code]


@page(permissions.ADD_IMPORT)
def upload(request, kind: str):
    """Choose the file; it is kept and checked by a job, whose page comes next."""
    declared = _kind(request, kind)
    form = ImportForm(request.POST or None, request.FILES or None, kind=declared, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        place = form.cleaned_data.get("place")
        run = import_runs.bring(form.cleaned_data["file"], kind=declared.code, place=place, by=request.actor)
        return redirect(Job.objects.about(run).latest("pk"))
    context = {"form": form, "kind": declared}
    return render(request, "network/import_upload.html", context, status=200 if request.method == "GET" else 422)


@page(permissions.ADD_IMPORT)
def template_file(request, kind: str):
    """The empty table with its explanation."""
    return template.download(_kind(request, kind))


def _found(request, uid) -> ImportRun:
    rows = ImportRun.objects.select_related("network__centre", "hospital", "centre", "created_by")
    return door.get_visible_or_404(rows, request.actor, uid=uid)


@page(permissions.ADD_IMPORT)
@never_cache
def import_run(request, uid):
    """What the check found, by column, and what may be done."""
    run = _found(request, uid)
    column = request.GET.get("column", "")
    table = RemarkTable(report.lines(run, column=column))
    RequestConfig(request, paginate={"per_page": REMARKS_A_PAGE}).configure(table)
    may_commit = run.created_by_id == request.actor.user.pk or door.can(request.actor, permissions.ADD_IMPORT, run)
    context = {
        "run": run,
        "kind": KINDS[run.kind],
        "table": table,
        "tabs": _tabs(run, column),
        "job": Job.objects.about(run).visible_to(request.actor).order_by("-pk").first(),
        "file": Attachment.objects.of(run).visible_to(request.actor).first(),
        "receipt": Receipt.objects.of(run).visible_to(request.actor).first(),
        "blocked": import_runs.problem(run),
        "may_commit": may_commit and run.state == "checked",
        "actions": lifecycle.actions(run, request.actor),
        "token": form_tokens.fresh(),
        **histories.newest(run, request.actor),
    }
    return render(request, "network/import.html", context)


def _tabs(run: ImportRun, column: str) -> list[dict]:
    """One for all remarks and one for each column that has any."""
    counted = report.by_column(run)
    if not counted:
        return []
    total = len(run.report.get("remarks", ()))
    every = {"title": _("All columns"), "url": "?", "active": not column, "count": total}
    return [every] + [
        {"title": title, "url": f"?column={key}", "active": key == column, "count": count}
        for key, title, count in counted
    ]


@page(permissions.ADD_IMPORT)
def remarks(request, uid):
    """The same table with the remarks beside each row."""
    run = _found(request, uid)
    try:
        found = import_runs.table_of(run)
    except sheets.SheetError as wrong:
        messages.error(request, str(wrong))
        return redirect(run)
    titles = [_("Row"), _("Remarks"), *found.header]
    columns = [sheets.Column(str(place), title) for place, title in enumerate(titles)]
    title = _("%(file)s with remarks") % {"file": run.file_name.rpartition(".")[0] or run.file_name}
    return sheet_response(request, title, columns, list(report.marked(found, run)), "xlsx")


@page(permissions.ADD_IMPORT)
@require_POST
def step(request, uid):
    """Check again, or give up."""
    run = _found(request, uid)
    name = request.POST.get("action", "")
    if name in STEPS:
        STEPS[name](run, **form_tokens.posted(request, run), by=request.actor)
        messages.success(request, _("Done: the import is now “%(state)s”.") % {"state": run.get_state_display()})
    return redirect(run)


@page(permissions.ADD_IMPORT)
@require_POST
@never_cache
def commit(request, uid):
    """Take the rows in: by a job, or here where what comes out of it is shown only once."""
    run = _found(request, uid)
    expected = form_tokens.version(request.POST.get("version", ""), run)
    if not KINDS[run.kind].shows_result:
        return redirect(import_runs.ask_to_commit(run, expected=expected, by=request.actor))
    try:
        _receipt, result = import_runs.carry_out(run, expected=expected, by=request.actor)
    except import_runs.Changed as changed:
        messages.error(request, str(changed.reason))
        return redirect(run)
    if result is None:
        raise Refused(import_runs.problem(run), run)
    return shown_once(request, run, result)
