"""Assessments: list, page, points, evidence, result sheet."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_tables2 import RequestConfig

from access import door, drafts, form_tokens
from access.forms.refusals import carried_out
from access.paging import Pages
from access.refusals import Refused, Stale
from access.views.lists import ListPage
from access.views.pages import page
from network import assessment_permissions as permissions
from network import assessment_policies as policies
from network.assessment_enums import EffectiveAssessment
from network.assessment_text import document
from network.domain import annual_assessments as assessments
from network.domain.assessment_figures import counted_rows, evidence_of, period_of
from network.forms.assessment import ScoreForm
from network.models import AnnualAssessment
from network.tables.assessment_filters import AssessmentFilter
from network.tables.assessments import ResultTable
from network.views.assessment_context import page_context
from tools import clock
from tools.sheets import content_disposition

STEPS = {
    "propose": assessments.propose,
    "excuse": assessments.excuse,
    "resume": assessments.resume,
    "decide": assessments.decide,
    "return": assessments.send_back,
}
NEEDS_REASON = {"excuse", "return"}
FORM = "assessment.scores"
PER_PAGE = 25


class Assessments(ListPage):
    """The assessments that the actor may see: a hospital its own announced ones."""

    model = AnnualAssessment
    table_class = ResultTable
    filterset_class = AssessmentFilter
    permission = permissions.VIEW_ASSESSMENT
    title = gettext_lazy("Annual assessments")
    lead = gettext_lazy("Results of the members by year. A hospital sees its own once they are announced.")

    def get_queryset(self):
        """The newest year first, by network and hospital."""
        rows = super().get_queryset().with_names().with_effective_state()
        return rows.order_by("-year", "network__sort_key", "hospital__sort_key", "pk")


def found(request, uid) -> AnnualAssessment:
    """The assessment in the address, or 404."""
    return door.get_visible_or_404(AnnualAssessment.objects.with_names(), request.actor, uid=uid)


@page(permissions.VIEW_ASSESSMENT)
def assessment(request, uid):
    """The page of one member's assessment: points with their evidence, result, appeal, what may follow."""
    return render(request, "network/annual_assessment.html", page_context(found(request, uid), request.actor))


@page(permissions.SCORE)
def scores(request, uid):
    """Fill in the points that the system cannot count; typed text is kept meanwhile."""
    thing = found(request, uid)
    door.require(request.actor, permissions.SCORE, thing)
    locked = policies.locked(thing)
    if locked:
        messages.info(request, str(locked))
        return redirect(thing)
    lines = assessments.sheet(thing)
    draft = drafts.find(request.user, FORM, thing) if request.method == "GET" else None
    typed = {key: values[-1] if values else "" for key, values in draft.data.items()} if draft else None
    form = ScoreForm(request.POST or None, assessment=thing, lines=lines, initial=typed)
    if request.method == "POST" and form.is_valid() and _saved(request, thing, form):
        return redirect(thing)
    return _scores_shown(request, thing, form, lines, draft)


def _saved(request, thing, form) -> bool:
    expected = form_tokens.posted(request, thing)["expected"]
    facts = {"entries": form.entries, "vetoes": form.veto_reasons, "expected": expected}
    if carried_out(form, lambda: assessments.score(thing, **facts, by=request.actor)) is None:
        return False
    drafts.discard(request.user, FORM, thing)
    messages.success(request, _("The points are saved."))
    return True


def _scores_shown(request, thing, form, lines, draft):
    context = {
        "assessment": thing,
        "form": form,
        "counted": [line for line in lines if line.counted],
        "version": request.POST.get("version", thing.version),
        "draft_version": draft.version if draft else request.POST.get("draft_version", 0),
        "saved_at": clock.local(draft.saved_at).strftime("%H:%M") if draft else "",
    }
    return render(request, "network/assessment_scores.html", context, status=200 if request.method == "GET" else 422)


@page(permissions.SCORE)
@require_POST
def autosave(request, uid):
    """Keep what is typed; answers with the version and the time, or with the reason: 409 ends it, 422 does not."""
    thing = found(request, uid)
    door.require(request.actor, permissions.SCORE, thing)
    expected = form_tokens.version(request.POST.get("draft_version", "0"), thing)
    try:
        draft = drafts.save(request.user, FORM, thing, request.POST, expected=expected)
    except Stale:
        raise
    except Refused as refused:
        return JsonResponse({"message": str(refused.reason)}, status=422)
    return JsonResponse({"version": draft.version, "saved_at": clock.local(draft.saved_at).strftime("%H:%M")})


@page(permissions.VIEW_ASSESSMENT)
@require_POST
def step(request, uid):
    """Take one step of the lifecycle."""
    thing = found(request, uid)
    name = request.POST.get("action", "")
    if name in STEPS:
        extra = {"reason": form_tokens.words(request, "reason")} if name in NEEDS_REASON else {}
        STEPS[name](thing, **form_tokens.posted(request, thing), **extra, by=request.actor)
        messages.success(request, _("Done: the assessment is now “%(state)s”.") % {"state": thing.get_state_display()})
    return redirect(thing.round if request.POST.get("back") == "round" else thing)


@page(permissions.VIEW_ASSESSMENT)
def evidence(request, uid, code):
    """The rows behind a point that the system counted, as far as the reader may see them."""
    thing = found(request, uid)
    pair = next((pair for pair in counted_rows(thing) if pair[0].code == code), None)
    if pair is None:
        raise Http404
    row, indicator = pair
    rows = evidence_of(indicator, thing)
    seen = rows.visible_to(request.actor)
    table = indicator.table(indicator.rows(seen, period_of(thing.year)))
    RequestConfig(request, paginate={"per_page": PER_PAGE, "paginator_class": Pages}).configure(table)
    context = {
        "assessment": thing,
        "row": row,
        "indicator": indicator,
        "table": table,
        "visible": seen.count(),
        "total": rows.count(),
    }
    return render(request, "network/assessment_evidence.html", context)


@page(permissions.VIEW_ASSESSMENT)
def printed(request, uid):
    """The result sheet as a PDF, once there is a result."""
    from tools.documents.pdf import render_pdf

    thing = found(request, uid)
    if not thing.grade:
        raise Http404
    state = str(EffectiveAssessment(thing.effective_state()).label)
    sheet = document(thing, assessments.sheet(thing), state=state)
    response = HttpResponse(render_pdf(sheet), content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition(f"{thing.number}.pdf")
    response.headers["Cache-Control"] = "private, no-store"
    return response
