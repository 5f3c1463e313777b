"""The way to the overview of the hat that is worn, and the overview of a hospital."""

from django.shortcuts import redirect, render
from django.urls import reverse

from access import door
from access.actor import Actor
from access.enums import ScopeKind
from access.roles import CENTRE_DIRECTOR
from access.scopes import scope_object
from access.views.pages import page
from network import dashboard_permissions as permissions
from network.dashboards import TILES, Board
from network.indicators import peers
from network.membership_enums import EffectiveState
from network.models import AnnualAssessment, Hospital, Membership, Tier
from network.views.dashboard_context import allowed, obligations, sheet_of, within
from network.views.hospital_facts import membership_rows
from office.indicators import Period, Scope
from office.indicators.reading import shown
from office.views.figures import counter

PAGES = {
    ScopeKind.HOSPITAL: (permissions.HOSPITAL_OVERVIEW, "network:hospital_overview", "uid"),
    ScopeKind.CENTRE: (permissions.CENTRE_OFFICE_OVERVIEW, "network:centre_office", "uid"),
    ScopeKind.REGION: (permissions.REGION_OVERVIEW, "network:region_overview", "code"),
    ScopeKind.PROVINCE: (permissions.PROVINCE_OVERVIEW, "network:province_overview", ""),
}
NEWEST = 6
# As MembershipQuerySet.active() counts.
COUNTING = (EffectiveState.ACTIVE, EffectiveState.WARNED, EffectiveState.GRACE)


@page(open_because="leads to the overview of the hat; each asks its permission")
def overview(request):
    """To the overview of the hat that is worn; the first of another hat, and the inbox for who has none."""
    worn = request.actor.worn
    others = [item for item in request.actor.assignments if item is not worn]
    addresses = (_address(request.actor, item) for item in (worn, *others) if item is not None)
    return redirect(next((address for address in addresses if address), reverse("workspace:inbox")))


def _address(actor: Actor, assignment) -> str:
    permission, name, field = PAGES.get(assignment.scope_kind, ("", "", ""))
    if not permission or assignment not in actor.holding(permission):
        return ""
    if assignment.role == CENTRE_DIRECTOR:
        name = "network:centre_overview"
    row = scope_object(assignment.scope_kind, assignment.scope_id) if field else None
    return reverse(name, args=[getattr(row, field)] if field else [])


@page(permissions.HOSPITAL_OVERVIEW)
def hospital_overview(request, uid):
    """Our hospital in the network: memberships, what is due, results, and how we stand among our tier."""
    found = door.get_visible_or_404(Hospital.objects.all(), request.actor, uid=uid)
    door.require(request.actor, permissions.HOSPITAL_OVERVIEW, found)
    scope, here = Scope.of(ScopeKind.HOSPITAL, found), within(request.actor, ScopeKind.HOSPITAL, found.pk)
    results = AnnualAssessment.objects.announced().visible_to(request.actor).filter(hospital=found)
    running = Membership.objects.not_over().visible_to(request.actor).filter(hospital=found)
    memberships = membership_rows(running, request.actor)
    tier = _closest_tier(memberships)
    sheet = sheet_of(Board.HOSPITAL, scope, request.actor)
    known = sheet.figures(allowed(dict.fromkeys((*TILES[Board.HOSPITAL], *peers.COMPARED)), sheet))
    context = {
        "hospital": found,
        "counters": [counter(figure) for figure in known if figure.indicator.code in TILES[Board.HOSPITAL]],
        "memberships": memberships,
        "tasks": obligations(here, found.pk),
        "tier": tier,
        "comparison": _comparison(found, tier, known) if tier else [],
        "results": results.with_names().order_by("-year", "network__sort_key")[:NEWEST],
    }
    return render(request, "network/hospital_overview.html", context)


def _closest_tier(memberships: list[dict]) -> Tier | None:
    """The closest tier at which the hospital counts as a member today; None without any."""
    counted = (row["membership"].tier for row in memberships if row["membership"].state_on in COUNTING)
    return min(counted, key=lambda tier: tier.rank, default=None)


def _comparison(hospital: Hospital, tier: Tier, known: list) -> list[dict]:
    """Own figures beside the quartiles of the tier's other members."""
    own = {figure.indicator.code: figure for figure in known}
    found = peers.standings(hospital, tier, Period.today())
    return [_compared(item, own[item.indicator.code]) for item in found if item.indicator.code in own]


def _compared(standing: peers.Standing, figure) -> dict:
    decimals = max(1, standing.indicator.decimals)
    return {
        "title": standing.indicator.title,
        "unit": standing.indicator.unit,
        "own": figure.text,
        "url": figure.evidence_url,
        "quartiles": [shown(value, decimals) for value in standing.quartiles or ()],
        "scale": _scale(standing.own, standing.quartiles),
    }


def _scale(own: float | None, quartiles) -> dict | None:
    """Where the quartiles and the own value lie on a line of a hundred steps, from nothing to the largest of them."""
    if quartiles is None:
        return None
    most = max(*quartiles, own or 0) or 1
    low, middle, high = (round(100 * value / most, 1) for value in quartiles)
    place = None if own is None else round(100 * own / most, 1)
    return {"low": low, "middle": middle, "width": round(high - low, 1), "own": place}
