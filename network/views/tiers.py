"""Tiers of membership: what they were called and asked on a day, their versions, and writing a new one."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from access import door
from access.views.pages import page
from network import tier_text
from network import version_permissions as permissions
from network.domain import published_versions
from network.forms.tier import NewTierForm, TierForm
from network.models import Membership, MembershipApplication, Tier, TierVersion, VersionProposal
from network.version_enums import ProposalKind
from network.views.agreement_templates import day_of
from network.views.version_forms import new_version
from tools import clock


@page(permissions.VIEW_RULE)
def tiers(request):
    """Every tier as it was on a day, with all versions beside."""
    day = day_of(request)
    versions: dict[int, list[TierVersion]] = {}
    for row in TierVersion.objects.select_related("proposal__proposed_by").order_by("-version"):
        versions.setdefault(row.tier_id, []).append(row)
    rows = [_row(tier, versions.get(tier.pk, []), day) for tier in Tier.objects.all()]
    may_write = door.can(request.actor, permissions.PROPOSE, VersionProposal())
    return render(request, "network/tiers.html", {"tiers": rows, "day": day, "may_write": may_write})


def _row(tier: Tier, versions: list[TierVersion], day) -> dict:
    held = next((row for row in versions if row.is_valid(day)), None)
    return {
        "tier": tier,
        "name": tier.name_on(day),
        "held": held,
        "is_offered": held is not None or not versions,
        "lines": tier_text.lines(tier_text.content_of(held, tier)) if held or not versions else [],
        "versions": versions,
    }


def _draft(tier: Tier | None) -> VersionProposal:
    return VersionProposal(kind=ProposalKind.TIER, tier=tier)


@page(permissions.PROPOSE)
def new_tier(request):
    """Write the first version of a tier that there has not been."""
    form = NewTierForm(request.POST or None)
    words = {"title": _("New tier"), "lead": _("all networks"), "back": reverse("network:tiers")}
    return new_version(request, _draft(None), form, before=[], lines=tier_text.lines, words=words)


@page(permissions.PROPOSE)
def change_tier(request, code):
    """Write the next version of a tier, from the newest one."""
    tier = Tier.objects.filter(code=code).first()
    if tier is None:
        raise Http404
    newest = published_versions.newest(ProposalKind.TIER, None, tier)
    content = tier_text.content_of(newest, tier)
    form = TierForm(request.POST or None, initial=content | {"valid_from": clock.today()})
    words = {"title": _("New version of the tier"), "lead": str(tier), "back": reverse("network:tiers")}
    shown = {"before": tier_text.lines(content), "lines": tier_text.lines, "words": words}
    return new_version(request, _draft(tier), form, **shown, notes=_holders(tier))


def _holders(tier: Tier) -> list[str]:
    """Whom the tier concerns today."""
    facts = {
        "members": Membership.objects.active().filter(tier=tier).count(),
        "applications": MembershipApplication.objects.open().filter(tier=tier).count(),
    }
    return [
        _("Active members at this tier today: %(members)d; open applications: %(applications)d. They keep it.") % facts
    ]
