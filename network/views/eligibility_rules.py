"""Eligibility rules: what held on a day, which versions there are, and writing a new one with its consequences."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access import door, form_tokens
from access.refusals import Refused
from access.views.pages import page
from network import version_permissions as permissions
from network.domain import published_versions, version_proposals
from network.eligibility import rule_for, rule_text, rules_of
from network.eligibility.comparison import compare
from network.forms.eligibility_rule import RuleForms
from network.models import EligibilityRule, Network, Tier, VersionProposal
from network.version_enums import ProposalKind
from network.version_text import differences
from network.views.agreement_templates import day_of, own_networks
from tools import clock

SHOWN_CHANGES = ("lost", "won", "met", "waivable", "unknown", "unmet")


@page(permissions.VIEW_RULE)
def rules(request):
    """The rules of one network, or the common ones, as they held on a day, with all versions beside."""
    day, network = day_of(request), network_of(request)
    held = {item.tier.pk: item for item in rules_of(network, day)}
    rows = EligibilityRule.objects.filter(network=network).select_related("tier", "proposal__proposed_by")
    versions = list(rows.order_by("tier__rank", "-version"))
    tiers = [
        {
            "tier": tier,
            "held": held.get(tier.pk),
            "lines": rule_text.lines_of(held[tier.pk].rule) if tier.pk in held else [],
            "own": tier.pk in held and held[tier.pk].rule.network_id is not None,
            "versions": [row for row in versions if row.tier_id == tier.pk],
        }
        for tier in Tier.objects.order_by("rank")
    ]
    context = {
        "tiers": tiers,
        "day": day,
        "network": network,
        "networks": Network.objects.visible_to(request.actor).open().order_by("sort_key"),
        "may_write": _may_write(request.actor, network),
    }
    return render(request, "network/eligibility_rules.html", context)


def network_of(request) -> Network | None:
    """The network in the address, None for the common rules or for one that the reader does not see."""
    uid = request.GET.get("network", "")
    rows = {str(row.uid): row for row in Network.objects.visible_to(request.actor)} if uid else {}
    return rows.get(uid)


def _may_write(actor, network: Network | None) -> bool:
    if network is None:
        return door.can(actor, permissions.PROPOSE, VersionProposal())
    return network in own_networks(actor)


@page(permissions.PROPOSE)
def new_own(request, tier, network):
    """Write a new version for a network of the own centre; the first one begins from the common rule."""
    rows = Network.objects.select_related("centre")
    return _new(request, tier, door.get_visible_or_404(rows, request.actor, uid=network))


@page(permissions.PROPOSE)
def new_common(request, tier):
    """Write a new version of the rule for all networks that have none of their own."""
    return _new(request, tier, None)


def _new(request, code: str, network: Network | None):
    tier = Tier.objects.filter(code=code).first()
    if tier is None:
        raise Http404
    draft = VersionProposal(kind=ProposalKind.ELIGIBILITY, network=network, tier=tier)
    door.require(request.actor, permissions.PROPOSE, draft)
    newest = published_versions.newest(ProposalKind.ELIGIBILITY, network, tier)
    source = newest or rule_for(network, tier, clock.today())
    forms = RuleForms(request.POST if request.method == "POST" else None, source=source)
    checked = request.method == "POST" and forms.is_valid()
    if checked and "save" in request.POST and _proposed(request, draft, forms):
        return redirect(draft)
    context = {
        "tier": tier,
        "network": network,
        "source": source,
        "forms": forms,
        "newest": request.POST.get("version", newest.version if newest else 0),
        "preview": _preview(draft, forms.content, source) if checked else None,
    }
    wrong = request.method == "POST" and not (checked and "preview" in request.POST)
    return render(request, "network/eligibility_rule_form.html", context, status=422 if wrong else 200)


def _preview(draft: VersionProposal, content: dict, source) -> dict:
    """What the version says, what it changes, and for whom."""
    rule = EligibilityRule(network=draft.network, tier=draft.tier, **content)
    now = rule_for(draft.network, draft.tier, clock.today())
    found = compare(rule, now=now, networks=_concerned(draft))
    titles = {
        "lost": _("would no longer meet the conditions"),
        "won": _("would meet the conditions for the first time"),
        "met": _("meet the conditions as before"),
        "waivable": _("meet them except what may be waived"),
        "unknown": _("the profile does not say enough"),
        "unmet": _("do not meet the conditions, as before"),
    }
    groups = ((name, [item for item in found if item.change == name]) for name in SHOWN_CHANGES)
    lines = rule_text.lines(content)
    return {
        "lines": lines,
        "differences": differences(rule_text.lines_of(source), lines) if source else [],
        "groups": [{"title": titles[name], "rows": rows, "lost": name == "lost"} for name, rows in groups if rows],
    }


def _concerned(draft: VersionProposal):
    """The networks for which the version would hold: a common one where there is no rule of the network's own."""
    if draft.network_id:
        return [draft.network]
    own = EligibilityRule.objects.valid().filter(tier=draft.tier, network__isnull=False)
    return Network.objects.open().exclude(pk__in=own.values("network"))


def _proposed(request, draft: VersionProposal, forms: RuleForms) -> bool:
    draft.content, draft.valid_from = forms.content, forms.head.cleaned_data["valid_from"]
    draft.based_on = min(form_tokens.version(request.POST.get("version", ""), draft.network), 32767)
    try:
        version_proposals.propose(draft, by=request.actor)
    except Refused as refused:
        forms.head.add_error(None, str(refused.reason))
        return False
    messages.success(request, _("The new version waits for a second person."))
    return True
