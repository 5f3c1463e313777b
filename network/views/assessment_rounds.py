"""Rounds: list, opening a year, the page from which results are proposed, decided and announced."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from access import door, form_tokens, histories, lifecycle
from access.forms.refusals import carried_out
from access.views.lists import ListPage, sheet_response
from access.views.pages import page
from network import assessment_permissions as permissions
from network.assessment_enums import SCORED, SETTLED, AssessmentState, EffectiveAssessment, RoundState
from network.assessment_scoring import grade_name, rows_of, shown
from network.domain import annual_assessments as assessments
from network.domain import assessment_rounds as rounds
from network.forms.assessment import OpenRoundForm
from network.models import AssessmentRound
from network.tables.assessment_filters import RoundFilter
from network.tables.assessments import RoundTable
from network.views.assessment_context import TONES, grade_shown
from tools import sheets


class Rounds(ListPage):
    """The rounds that the actor may see."""

    model = AssessmentRound
    table_class = RoundTable
    filterset_class = RoundFilter
    permission = permissions.VIEW_ROUND
    title = gettext_lazy("Assessment rounds")
    lead = gettext_lazy("The annual assessment of a network's members, year by year.")
    create_url = "network:open_assessment_round"
    create_title = gettext_lazy("Open a year")
    create_permission = permissions.OPEN_ROUND

    def get_queryset(self):
        """Newest first, with how many members and how many of them are settled."""
        settled = Q(assessments__state__in=(*SETTLED, AssessmentState.ANNOUNCED))
        rows = super().get_queryset().with_names()
        rows = rows.annotate(members=Count("assessments"), settled=Count("assessments", filter=settled))
        return rows.order_by("-year", "network__sort_key", "pk")


def found(request, uid) -> AssessmentRound:
    """The round in the address, or 404."""
    return door.get_visible_or_404(AssessmentRound.objects.with_names(), request.actor, uid=uid)


@page(permissions.OPEN_ROUND)
def open_round(request):
    """Open the assessment of a year for a network."""
    form = OpenRoundForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        network, year = form.cleaned_data["network"], form.cleaned_data["year"]
        opened = carried_out(form, lambda: rounds.open_round(network, year=year, by=request.actor), field="year")
        if opened:
            messages.success(request, _("The assessment is open. Fill in the points of each member."))
            return redirect(opened)
    context = {"form": form, "cancel_url": reverse("network:assessment_rounds")}
    status = 200 if request.method == "GET" else 422
    return render(request, "network/assessment_open.html", context, status=status)


@page(permissions.VIEW_ROUND)
def round_page(request, uid):
    """One round: every member with points and result, and what is to be done next."""
    thing = found(request, uid)
    if request.GET.get("export") in ("xlsx", "csv"):
        return _results(request, thing, request.GET["export"])
    rows = list(_members(request, thing))
    lacking = assessments.incomplete(rows)
    context = {
        "round": thing,
        "members": [_member(row, lacking, request.actor) for row in rows],
        "before_director": [_member(row, lacking, request.actor) for row in rows if row.state == _PROPOSED],
        "proposable": sum(row.state in SCORED and not lacking[row.pk] for row in rows),
        "counts": _counts(rows),
        "may_score": door.can(request.actor, permissions.SCORE, thing),
        "may_decide": door.can(request.actor, permissions.DECIDE, thing),
        "is_open": thing.state == RoundState.OPEN,
        "actions": lifecycle.actions(thing, request.actor),
        **histories.newest(thing, request.actor),
        "token": form_tokens.fresh(),
    }
    return render(request, "network/assessment_round.html", context)


_PROPOSED = AssessmentState.PROPOSED


def _members(request, thing):
    rows = thing.assessments.all().visible_to(request.actor).with_names()
    return rows.with_effective_state().order_by("hospital__sort_key", "pk")


def _member(row, lacking: dict, actor) -> dict:
    state = EffectiveAssessment(row.state_on)
    return {
        "assessment": row,
        "state": {"text": state.label, "tone": TONES.get(state, "info")},
        "grade": grade_shown(row),
        "points": shown(row.total),
        "missing": lacking[row.pk],
        "returns": lifecycle.actions(row, actor, only=["return"]) if row.state == _PROPOSED else [],
    }


def _counts(rows) -> list[dict]:
    """How many members stand where, in the order of the way."""
    labels = {state: sum(row.state_on == state for row in rows) for state in EffectiveAssessment}
    return [{"label": state.label, "value": count} for state, count in labels.items() if count]


@page(permissions.VIEW_ROUND)
@require_POST
def step(request, uid):
    """Propose what is complete, decide several at once, announce, or cancel with a reason."""
    thing = found(request, uid)
    action = request.POST.get("action", "")
    if action == "propose":
        count = assessments.propose_complete(thing, by=request.actor)
        text = ngettext(
            "%(count)d result is before the director.", "%(count)d results are before the director.", count
        )
        messages.success(request, text % {"count": count})
    elif action == "decide":
        count = assessments.decide_together(thing, seen=_seen(request, thing), by=request.actor)
        text = ngettext("%(count)d result is decided.", "%(count)d results are decided.", count)
        messages.success(request, text % {"count": count})
    elif action == "announce":
        rounds.announce(thing, **form_tokens.posted(request, thing), by=request.actor)
        messages.success(request, _("The results are announced; each hospital has its own."))
    elif action == "cancel":
        reason = form_tokens.words(request, "reason")
        rounds.cancel(thing, reason=reason, **form_tokens.posted(request, thing), by=request.actor)
        messages.success(request, _("The assessment of this year is cancelled. You can open the year anew."))
    return redirect(thing)


def _seen(request, thing) -> dict[str, int]:
    """The chosen assessments with the versions that were shown: each box holds ``uid:version``."""
    known = {str(uid) for uid in thing.assessments.values_list("uid", flat=True)}
    pairs = (value.partition(":") for value in request.POST.getlist("chosen"))
    return {uid: form_tokens.version(version, thing) for uid, _colon, version in pairs if uid in known}


def _results(request, thing, form: str):
    """The results of all members with the points of every row, as a sheet."""
    rows = list(_members(request, thing))
    indicators = rows_of(thing.table.content)
    titles = [_("Number"), _("Hospital"), _("Campus"), _("Tier"), _("Days of membership in the year")]
    titles += [row.title for row in indicators]
    titles += [_("Sum of the points"), _("Result"), _("State"), _("Items of veto")]
    columns = [sheets.Column(str(place), str(title)) for place, title in enumerate(titles)]
    title = _("Annual assessment of %(year)s, %(network)s") % {"year": thing.year, "network": thing.network}
    return sheet_response(request, title, columns, [_cells(row, indicators) for row in rows], form)


def _cells(row, indicators) -> list:
    points = [(row.scores.get(indicator.code) or {}).get("points") for indicator in indicators]
    grade = grade_name(row.round.table.content, row.grade) if row.grade else ""
    facts = [row.number, str(row.hospital), str(row.campus), str(row.tier), row.days_active]
    ends = [row.total, grade, str(EffectiveAssessment(row.state_on).label), "; ".join(row.vetoes.values())]
    return [*facts, *points, *ends]
