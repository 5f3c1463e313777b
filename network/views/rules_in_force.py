"""What was in force on a day: for each kind of rule the version that held, with the way to it."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from access import door
from access.actor import Actor
from access.views.pages import page
from network import season_text
from network import version_permissions as permissions
from network.confirmation_permissions import CHANGE_QUESTIONS
from network.eligibility import rules_of
from network.exit_permissions import CHANGE_CHECKLIST
from network.models import (
    AgreementTemplate,
    AssessmentTable,
    ConfirmationRule,
    Network,
    QuestionSet,
    Tier,
    TierVersion,
    VisitChecklist,
)
from network.rules_enums import Occasion
from network.views.agreement_templates import day_of
from network.views.eligibility_rules import network_of


@page(permissions.VIEW_RULE)
def rules_in_force(request):
    """Every kind of rule, the common ones or those of a network, with the version of the day."""
    day, network = day_of(request), network_of(request)
    kinds = (_tiers, _eligibility, _agreement, _assessment, _season, _checklist, _questions)
    context = {
        "rows": [row for kind in kinds for row in kind(request.actor, network, day)],
        "day": day,
        "network": network,
        "networks": Network.objects.visible_to(request.actor).open().order_by("sort_key"),
    }
    return render(request, "network/rules_in_force.html", context)


def _line(kind: str, what: str, row, url: str, *, until: date | None) -> dict:
    """One line of the page; without a row nothing of the kind held on the day."""
    return {
        "kind": kind,
        "what": what,
        "version": row.version if row else None,
        "since": row.valid_from if row else None,
        "until": until,
        "own": bool(getattr(row, "network_id", None)),
        "url": url,
    }


def _query(name: str, network: Network | None, day: date) -> str:
    said = {"on": day.isoformat()} | ({"network": str(network.uid)} if network else {})
    return f"{reverse(name)}?{urlencode(said)}"


def _tiers(actor: Actor, network: Network | None, day: date) -> Iterator[dict]:
    held = {row.tier_id: row for row in TierVersion.objects.valid(day)}
    for tier in Tier.objects.all():
        row = held.get(tier.pk)
        until = row.valid_to if row else None
        yield _line(_("Tier"), tier.name_on(day), row, _query("network:tiers", None, day), until=until)


def _eligibility(actor: Actor, network: Network | None, day: date) -> Iterator[dict]:
    url = _query("network:eligibility_rules", network, day)
    for item in rules_of(network, day):
        what = item.tier.name_on(day)
        yield _line(_("Eligibility rule"), what, item.rule, url, until=item.rule.valid_to)


def _agreement(actor: Actor, network: Network | None, day: date) -> Iterator[dict]:
    row = AgreementTemplate.objects.in_force(network, day)
    url = row.get_absolute_url() if row else reverse("network:agreement_templates")
    yield _line(_("Agreement text"), row.title if row else "", row, url, until=row.valid_to if row else None)


def _assessment(actor: Actor, network: Network | None, day: date) -> Iterator[dict]:
    row = AssessmentTable.objects.in_force(network, day)
    series = AssessmentTable.objects.filter(network=row.network_id if row else network)
    url = row.get_absolute_url() if row else reverse("network:assessment_tables")
    yield _line(_("Assessment table"), "", row, url, until=_day_before_next(series, day))


def _season(actor: Actor, network: Network | None, day: date) -> Iterator[dict]:
    """The rule of the season of the day's year: the one that was in force when the year began."""
    row = ConfirmationRule.objects.filter(valid_from__lte=date(day.year, 1, 1)).order_by("-valid_from").first()
    following = ConfirmationRule.objects.filter(valid_from__gt=date(day.year, 1, 1)).order_by("valid_from").first()
    until = date(season_text.first_year_of(following.valid_from) - 1, 12, 31) if following else None
    what = _("season of %(year)d") % {"year": day.year}
    yield _line(_("Rule of the annual confirmation"), what, row, reverse("network:season_rules"), until=until)


def _checklist(actor: Actor, network: Network | None, day: date) -> Iterator[dict]:
    row = VisitChecklist.objects.in_force(network, day)
    series = VisitChecklist.objects.filter(network=row.network_id if row else network)
    may = network is not None and door.can(actor, CHANGE_CHECKLIST, network)
    url = reverse("network:visit_checklist", args=[network.uid]) if may else ""
    yield _line(_("Checklist of visits"), "", row, url, until=_day_before_next(series, day))


def _questions(actor: Actor, network: Network | None, day: date) -> Iterator[dict]:
    """Only networks ask questions of their own."""
    if network is None:
        return
    may = door.can(actor, CHANGE_QUESTIONS, network)
    for occasion in Occasion:
        row = network.question_sets.in_force(day, occasion=occasion).get(network.pk)
        series = QuestionSet.objects.filter(network=network, occasion=occasion)
        url = QuestionSet(network=network, occasion=occasion).get_absolute_url() if may else ""
        until = _day_before_next(series, day)
        yield _line(_("Questions of the network"), str(occasion.label), row, url, until=until)


def _day_before_next(series, day: date) -> date | None:
    """The last day of what holds on ``day``, where a version holds until the next one begins."""
    following = series.filter(valid_from__gt=day).order_by("valid_from").values_list("valid_from", flat=True).first()
    return following - timedelta(days=1) if following else None
