"""The rule of the annual confirmation: its versions with the days that they make, and writing a new one."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from access import door
from access.views.pages import page
from network import season_text
from network import version_permissions as permissions
from network.domain import season_versions
from network.forms.season_rule import SeasonRuleForm, initial_of
from network.models import ConfirmationRule, VersionProposal
from network.version_enums import ProposalKind
from network.views.version_forms import new_version
from tools import clock


@page(permissions.VIEW_RULE)
def season_rules(request):
    """The seasons of this year and the next ones, and all versions of the rule."""
    versions = list(ConfirmationRule.objects.select_related("proposal__proposed_by").order_by("-version"))
    context = {
        "versions": [
            {
                "rule": row,
                "first_year": season_text.first_year_of(row.valid_from),
                "lines": season_text.lines(season_versions.content_of(row)),
            }
            for row in versions
        ],
        "seasons": season_text.coming([row.as_rule for row in versions], clock.today().year),
        "may_write": door.can(request.actor, permissions.PROPOSE, VersionProposal()),
    }
    return render(request, "network/season_rules.html", context)


@page(permissions.PROPOSE)
def new_season_rule(request):
    """Write a new version, with the days of the years to come before anything is saved."""
    newest = ConfirmationRule.objects.order_by("-version").first()
    content = season_versions.content_of(newest) if newest else None
    form = SeasonRuleForm(request.POST or None, initial=initial_of(content) if content else None)
    words = {
        "title": _("New rule of the annual confirmation"),
        "lead": _("all networks"),
        "back": reverse("network:season_rules"),
    }
    before = season_text.lines(content) if content else []
    draft = VersionProposal(kind=ProposalKind.SEASON)
    shown = {"before": before, "lines": season_text.lines, "words": words}
    return new_version(request, draft, form, **shown, produces=_produces(form))


def _produces(form: SeasonRuleForm) -> list[str]:
    """The seasons that the typed rule makes; none while a day is none."""
    if not form.is_bound or not form.is_valid():
        return []
    draft = VersionProposal(content=form.content, valid_from=form.valid_from)
    if season_versions.problem(draft):
        return []
    return of_content(draft.content, draft.valid_from)


def of_content(content: dict, valid_from) -> list[str]:
    """The first seasons by a rule."""
    rule = season_versions.as_rule(content, valid_from)
    return season_text.coming([rule], season_text.first_year_of(valid_from))
