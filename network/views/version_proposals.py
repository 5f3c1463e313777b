"""New versions of rules and texts: the list, and the page on which a second person decides."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens, histories, lifecycle
from access.views.lists import ListPage
from access.views.pages import page
from network import season_text, tier_text
from network import version_permissions as permissions
from network.domain import published_versions, season_versions, version_proposals
from network.eligibility import rule_text
from network.models import AgreementTemplate, VersionProposal
from network.tables.version_proposals import ProposalFilter, ProposalTable
from network.version_enums import ProposalKind
from network.version_text import agreement_lines, differences
from network.views import season_rules
from network.views.agreement_templates import lines_of

STEPS = {
    "publish": version_proposals.publish,
    "send_back": version_proposals.send_back,
    "withdraw": version_proposals.withdraw,
}


# What a version's row says as a proposal keeps it, and a content in lines.
LINES = {
    ProposalKind.ELIGIBILITY: (rule_text.content_of, rule_text.lines),
    ProposalKind.TIER: (lambda row: tier_text.content_of(row, row.tier), tier_text.lines),
    ProposalKind.SEASON: (season_versions.content_of, season_text.lines),
}
# The row that was published, and where it is read.
MADE = {
    "template": "network:agreement_templates",
    "rule": "network:eligibility_rules",
    "tier_version": "network:tiers",
    "season_rule": "network:season_rules",
}


class Proposals(ListPage):
    """The new versions that the actor may see, the newest first."""

    model = VersionProposal
    table_class = ProposalTable
    filterset_class = ProposalFilter
    permission = permissions.VIEW_PROPOSAL
    title = gettext_lazy("New versions")
    lead = gettext_lazy("Rules and texts as somebody wrote them, until a second person publishes them.")

    def get_queryset(self):
        """With names."""
        return super().get_queryset().with_names().order_by("-proposed_at", "-pk")


def found(request, uid) -> VersionProposal:
    """The proposal in the address, or 404."""
    return door.get_visible_or_404(VersionProposal.objects.with_names(), request.actor, uid=uid)


@page(permissions.VIEW_PROPOSAL)
def proposal(request, uid):
    """One new version: what it says, what it changes, and what may be done with it."""
    thing = found(request, uid)
    before, after = _lines(thing)
    is_season = thing.kind == ProposalKind.SEASON
    context = {
        "proposal": thing,
        "lines": after,
        "differences": differences(before, after) if before else [],
        "made": _made(thing),
        "produces": season_rules.of_content(thing.content, thing.valid_from) if is_season else [],
        "actions": lifecycle.actions(thing, request.actor),
        **histories.newest(thing, request.actor),
        "token": form_tokens.fresh(),
    }
    return render(request, "network/version_proposal.html", context)


def _made(thing: VersionProposal) -> dict | None:
    """What was published, with the page on which it stands: ``{text, url}``."""
    for name, page_name in MADE.items():
        row = getattr(thing, name, None)
        if row is not None:
            own = f"?network={thing.network.uid}" if thing.network and name == "rule" else ""
            url = row.get_absolute_url() if name == "template" else reverse(page_name) + own
            return {"text": str(row), "url": url}
    return None


def _lines(thing: VersionProposal) -> tuple[list[str], list[str]]:
    """The lines of the version that it was begun from, and its own."""
    versions = published_versions.KINDS[ProposalKind(thing.kind)].versions(thing.network, thing.tier)
    former = versions.filter(version=thing.based_on).first()
    if thing.kind == ProposalKind.AGREEMENT:
        former = former or AgreementTemplate.objects.of(None).valid(thing.valid_from).order_by("-version").first()
        return lines_of(former) if former else [], agreement_lines(thing.content)
    content_of, lines = LINES[ProposalKind(thing.kind)]
    return lines(content_of(former)) if former else [], lines(thing.content)


@page(permissions.VIEW_PROPOSAL)
@require_POST
def step(request, uid):
    """Publish, send back or withdraw."""
    thing = found(request, uid)
    name = request.POST.get("action", "")
    if name in STEPS:
        extra = {"reason": form_tokens.words(request, "reason")} if name == "send_back" else {}
        STEPS[name](thing, **form_tokens.posted(request, thing), **extra, by=request.actor)
        messages.success(request, _("Done: %(state)s.") % {"state": thing.get_state_display()})
    return redirect(thing)
