"""The overviews of a centre: the secretary's office, and the director's page."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from access import chasing, door
from access.enums import ScopeKind
from access.roles import CENTRE_DIRECTOR
from access.views.pages import page
from network import dashboard_permissions as permissions
from network.dashboards import Board
from network.indicators.planned import BY_NETWORK
from network.models import Centre
from network.views.centre_decisions import waiting_decisions
from network.views.dashboard_context import allowed, chased, own_tasks, sheet_of, tiles, within
from office.indicators import Period, Scope, Sheet
from office.indicators.reading import figure_url
from tools import clock

STEPS = ("network.in_check", "network.in_review", "network.being_sealed")
AGES = ("", "_10", "_30")
PLAN = ("network.active_members", "network.planned_members")


def _centre(request, uid, permission: str) -> Centre:
    found = door.get_visible_or_404(Centre.objects.select_related("field"), request.actor, uid=uid)
    door.require(request.actor, permission, found)
    return found


@page(permissions.CENTRE_OFFICE_OVERVIEW)
def centre_office(request, uid):
    """The office's page: whom to chase first, then what waits by step and age, confirmations and agreements."""
    found = _centre(request, uid, permissions.CENTRE_OFFICE_OVERVIEW)
    here = within(request.actor, ScopeKind.CENTRE, found.pk)
    sheet = sheet_of(Board.OFFICE, Scope.of(ScopeKind.CENTRE, found), request.actor)
    context = {
        "centre": found,
        "chased": chased(chasing.tasks_for(here)),
        "tasks": own_tasks(here),
        "steps": _steps(sheet),
        "counters": tiles(Board.OFFICE, sheet),
    }
    return render(request, "network/centre_office.html", context)


def _steps(sheet: Sheet) -> list[dict]:
    """Each step with the number of applications in it: all, and those that have waited longer than an age."""
    found = sheet.figures(allowed([f"{step}{age}" for step in STEPS for age in AGES], sheet))
    rows = [found[place : place + len(AGES)] for place in range(0, len(found), len(AGES))]
    return [{"title": row[0].indicator.title, "figures": row} for row in rows]


@page(permissions.CENTRE_OVERVIEW)
def centre_overview(request, uid):
    """The director's page: what waits for a decision, members against plan, coverage, problems."""
    found = _centre(request, uid, permissions.CENTRE_OVERVIEW)
    here = within(request.actor, ScopeKind.CENTRE, found.pk)
    sheet = sheet_of(Board.CENTRE, Scope.of(ScopeKind.CENTRE, found), request.actor)
    late = chasing.tasks_for(here).filter(due_on__lt=clock.today())
    context = {
        "centre": found,
        "decisions": waiting_decisions(found, here),
        "delegate_url": _delegate_url(here),
        "plan": _plan(sheet),
        "counters": tiles(Board.CENTRE, sheet),
        "year": clock.today().year,
        "problems": chased(late),
    }
    return render(request, "network/centre_overview.html", context)


def _delegate_url(actor) -> str:
    """Where a director names a deputy: only for a role of one's own."""
    own = next((item for item in actor.own_assignments if item.role == CENTRE_DIRECTOR), None)
    return reverse("access:delegate", args=[own.uid]) if own else ""


def _plan(sheet: Sheet) -> list[dict]:
    """Each network's active members beside its plan of the year, with the way to change the plan."""
    return [_planned(row, sheet.by) for row in sheet.side_by_side(PLAN, BY_NETWORK)]


def _planned(row, actor) -> dict:
    active, plan = row.shares
    network = row.member
    total = None if plan.value is None else int(plan.value)
    may_write = door.can(actor, permissions.CHANGE_PLAN, network)
    return {
        "network": network,
        "active": active.text,
        "active_url": figure_url(PLAN[0], Scope.of(ScopeKind.NETWORK, network), Period.today()),
        "plan": total,
        "label": _("Active members of %(network)s against its plan") % {"network": network},
        "share": min(100, round(100 * (active.value or 0) / total)) if total else 0,
        "write_url": reverse("network:member_plan", args=[network.uid]) if may_write else "",
    }
