"""Branches: of provincial centres and of national ones; lists, pages, entering, ending."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import door, histories
from access.forms.refusals import carried_out
from access.views.lists import ListPage
from access.views.pages import page
from network import structure_permissions as permissions
from network.domain import branch_centres, centre_branches, standing
from network.forms.branch import BranchCentreForm, CentreBranchForm
from network.forms.standing import EndForm
from network.models import BranchCentre, Centre, CentreBranch
from network.tables.branches import BranchCentreFilter, BranchCentreTable, CentreBranchFilter, CentreBranchTable
from network.views.changes import Change, carry_out
from network.views.offers import steps_of
from tools import clock

PUBLIC = "branches are part of the public directory"
CENTRE_STEPS = (
    (permissions.CHANGE_CENTRE_BRANCH, "end_centre_branch", gettext_lazy("End the branch"), standing.over),
)
NATIONAL_STEPS = (
    (permissions.CHANGE_BRANCH_CENTRE, "end_branch_centre", gettext_lazy("End the branch"), standing.over),
)


class StandingList(ListPage):
    """A list of dated rows: what has ended only when the filter asks for it."""

    def get_queryset(self):
        """What holds today or is to begin, unless asked for all."""
        rows = super().get_queryset()
        return rows if self.request.GET.get("past") else rows.not_over(clock.today())


class CentreBranches(StandingList):
    """Branches of provincial centres."""

    model = CentreBranch
    table_class = CentreBranchTable
    filterset_class = CentreBranchFilter
    open_because = PUBLIC
    title = gettext_lazy("Branches of provincial centres")
    lead = gettext_lazy("Hospitals that do a provincial centre's work in a region.")

    def get_queryset(self):
        """By centre, then in pinyin order."""
        rows = super().get_queryset().select_related("centre", "hospital", "region")
        return rows.order_by("centre__sort_key", "hospital__sort_key", "valid_from", "pk")


class BranchCentres(StandingList):
    """Branches of national centres."""

    model = BranchCentre
    table_class = BranchCentreTable
    filterset_class = BranchCentreFilter
    open_because = PUBLIC
    title = gettext_lazy("Branches of national centres")
    lead = gettext_lazy("Hospitals of the province that are branches of national clinical research centres.")
    create_url = "network:add_branch_centre"
    create_title = gettext_lazy("Enter a branch")
    create_permission = permissions.CHANGE_BRANCH_CENTRE

    def get_queryset(self):
        """By national centre, then in pinyin order."""
        rows = super().get_queryset().select_related("hospital", "field")
        return rows.order_by("national_centre", "hospital__sort_key", "valid_from", "pk")


def _centre_branch(request, uid) -> CentreBranch:
    rows = CentreBranch.objects.select_related("centre", "hospital", "region")
    return door.get_visible_or_404(rows, request.actor, uid=uid)


def _branch_centre(request, uid) -> BranchCentre:
    return door.get_visible_or_404(BranchCentre.objects.select_related("hospital", "field"), request.actor, uid=uid)


def dated_facts(row) -> list[dict]:
    """The days of a dated row and the document on which it rests."""
    return [
        {"label": _("From"), "value": row.valid_from.isoformat()},
        {"label": _("Until"), "value": row.valid_to.isoformat() if row.valid_to else ""},
        {"label": _("Document"), "value": row.document_number},
        {"label": _("Date of the document"), "value": row.document_on.isoformat() if row.document_on else ""},
    ]


@page(open_because=PUBLIC)
def centre_branch(request, uid):
    """One branch of a provincial centre."""
    found = _centre_branch(request, uid)
    facts = [
        {"label": _("Branch of"), "value": str(found.centre), "url": found.centre.get_absolute_url()},
        {"label": _("Hospital"), "value": str(found.hospital), "url": found.hospital.get_absolute_url()},
        {"label": _("Region"), "value": str(found.region)},
        *dated_facts(found),
    ]
    return _branch_page(request, found, facts, CENTRE_STEPS, ("network:centre_branches", CentreBranches.title))


@page(open_because=PUBLIC)
def branch_centre(request, uid):
    """One branch of a national centre."""
    found = _branch_centre(request, uid)
    facts = [
        {"label": _("National centre"), "value": found.national_centre},
        {"label": _("Hospital"), "value": str(found.hospital), "url": found.hospital.get_absolute_url()},
        {"label": _("Disease field"), "value": str(found.field)},
        *dated_facts(found),
    ]
    return _branch_page(request, found, facts, NATIONAL_STEPS, ("network:branch_centres", BranchCentres.title))


def _branch_page(request, found, facts, steps, back):
    context = {
        "thing": found,
        "facts": facts,
        "list_name": back[0],
        "list_title": back[1],
        "offers": steps_of(request.actor, found, steps),
        **histories.newest(found, request.actor),
    }
    return render(request, "network/standing.html", context)


@page(permissions.CHANGE_CENTRE_BRANCH)
def add_centre_branch(request, uid):
    """Enter a branch of a provincial centre."""
    centre = door.get_visible_or_404(Centre.objects.all(), request.actor, uid=uid)
    change = Change(
        permissions.CHANGE_CENTRE_BRANCH,
        title=_("Enter a branch"),
        done=_("The branch is entered; the hospital is told."),
        lead=_("A hospital that does the centre's work in a region, under its guidance."),
        form_of=lambda data: CentreBranchForm(data, centre=centre),
        verb=lambda form: centre_branches.enter(centre, facts=form.facts(), by=request.actor),
    )
    return carry_out(request, centre, change)


@page(permissions.CHANGE_BRANCH_CENTRE)
def add_branch_centre(request):
    """Enter a branch of a national centre."""
    form = BranchCentreForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = carried_out(form, lambda: branch_centres.enter(None, facts=form.facts(), by=request.actor))
        if made:
            messages.success(request, _("The branch is entered."))
            return redirect(made)
    context = {
        "form": form,
        "title": _("Enter a branch of a national centre"),
        "lead": "",
        "list_name": "network:branch_centres",
        "list_title": BranchCentres.title,
    }
    return render(request, "network/enter_form.html", context, status=422 if form.is_bound else 200)


def ending(permission: str, verb, row, by) -> Change:
    """The short form that ends a dated row."""
    return Change(
        permission,
        title=_("Enter the end"),
        done=_("The end is entered."),
        submit=_("Enter the end"),
        tone="danger",
        form_of=lambda data: EndForm(data, row=row),
        verb=lambda form: verb(row, **form.ending, by=by),
    )


@page(permissions.CHANGE_CENTRE_BRANCH)
def end_centre_branch(request, uid):
    """End a branch of a provincial centre."""
    row = _centre_branch(request, uid)
    change = ending(permissions.CHANGE_CENTRE_BRANCH, centre_branches.end, row, request.actor)
    return carry_out(request, row, change)


@page(permissions.CHANGE_BRANCH_CENTRE)
def end_branch_centre(request, uid):
    """End a branch of a national centre."""
    row = _branch_centre(request, uid)
    return carry_out(request, row, ending(permissions.CHANGE_BRANCH_CENTRE, branch_centres.end, row, request.actor))
