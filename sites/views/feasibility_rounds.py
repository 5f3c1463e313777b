"""Feasibility rounds: list, page with the comparison, preparing, questions, choosing sites, sending, closing."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens, histories, lifecycle
from access.forms.uids import uids_in
from access.refusals import Refused
from access.views.lists import ListPage, sheet_response
from access.views.pages import page
from network.forms.question_set import QuestionFormSet, initial_of
from network.rules_enums import Occasion
from network.views.changes import Change, carry_out
from sites.domain import feasibility_rounds as verbs
from sites.feasibility import Criteria
from sites.forms.feasibility import PrepareForm, ReviseForm
from sites.models import FeasibilityInvitation, FeasibilityRound
from sites.permissions.feasibility import ASK, VIEW_ROUND
from sites.policies.feasibility import still_draft
from sites.tables.feasibility import RoundFilter, RoundTable
from sites.views.common import facts, make, steps_of
from sites.views.comparison import columns_of, criteria_facts, rows_of
from sites.views.site_rows import rows_page

STEPS = (
    (ASK, "revise_round", gettext_lazy("Change title and criteria"), still_draft),
    (ASK, "round_questions", gettext_lazy("Write the questions"), still_draft),
    (ASK, "round_sites", gettext_lazy("Choose sites"), still_draft),
)
VERBS = {"send": verbs.send, "close": verbs.close}


class Rounds(ListPage):
    """The rounds of the own side."""

    model = FeasibilityRound
    table_class = RoundTable
    filterset_class = RoundFilter
    permission = VIEW_ROUND
    title = gettext_lazy("Feasibility rounds")
    lead = gettext_lazy("Before a study: which sites fit, and what they say to its questions.")
    create_url = "sites:add_round"
    create_title = gettext_lazy("Begin a round")
    create_permission = ASK

    def get_queryset(self):
        """The newest first."""
        return super().get_queryset().with_names().with_counts().order_by("-created_at", "-pk")


def _found(request, uid) -> FeasibilityRound:
    return door.get_visible_or_404(FeasibilityRound.objects.with_names(), request.actor, uid=uid)


def _invitations(thing: FeasibilityRound, actor):
    rows = FeasibilityInvitation.objects.visible_to(actor).filter(round=thing).with_names()
    return rows.select_related("answered_by").order_by("hospital__sort_key", "site__sort_key", "pk")


@page(VIEW_ROUND)
def feasibility_round(request, uid):
    """One round: criteria, questions, and the answers of all sites in one table; the same as a sheet."""
    thing, actor = _found(request, uid), request.actor
    rows = rows_of(thing, _invitations(thing, actor))
    form = request.GET.get("export")
    if form in ("xlsx", "csv"):
        return sheet_response(request, thing.title, columns_of(thing), [row["cells"] for row in rows], form)
    context = {
        "thing": thing,
        "facts": facts(
            (_("Asked by"), str(thing.asker), thing.asker.get_absolute_url()),
            (_("State"), thing.get_state_display()),
            (_("Answers until"), thing.due_on.isoformat()),
            *criteria_facts(Criteria.of(thing.criteria)),
        ),
        "columns": columns_of(thing),
        "rows": rows,
        "actions": lifecycle.actions(thing, actor),
        "step_url": reverse("sites:round_step", args=[thing.uid]),
        "token": form_tokens.fresh(),
        "offers": steps_of(actor, thing, STEPS),
        **histories.newest(thing, actor),
    }
    return render(request, "sites/round.html", context)


@page(ASK)
def prepare(request):
    """Begin a round."""
    return make(
        request,
        PrepareForm(request.POST if request.method == "POST" else None, actor=request.actor),
        lambda form: verbs.prepare(form.asked_by, facts=form.facts(), by=request.actor),
        title=_("Begin a round"),
        lead=_("Nobody sees it before you send it: first write the questions and choose the sites."),
        done=_("The round is begun: write its questions and choose the sites."),
        back=("sites:rounds", Rounds.title),
    )


@page(ASK)
def revise(request, uid):
    """Title, criteria and last day of a draft."""
    thing = _found(request, uid)
    change = Change(
        ASK,
        title=_("Change title and criteria"),
        done=_("The round is changed."),
        form_of=lambda data: ReviseForm(data, thing=thing),
        verb=lambda form: verbs.revise(
            thing, facts=form.facts(), expected=form.cleaned_data["version"], by=request.actor
        ),
    )
    return carry_out(request, thing, change)


@page(ASK)
def questions(request, uid):
    """The questions of a draft."""
    thing = _found(request, uid)
    door.require(request.actor, ASK, thing)
    data = request.POST if request.method == "POST" else None
    rows = QuestionFormSet(data, initial=initial_of(thing.questions), prefix="rows", occasion=Occasion.ANNUAL)
    return rows_page(
        request,
        thing,
        rows,
        lambda expected: verbs.ask(thing, questions=rows.questions, expected=expected, by=request.actor),
        title=_("Write the questions"),
        lead=_("Ask only what the description of a site does not hold: the list of sites shows that already."),
    )


@page(ASK)
def choose(request, uid):
    """The sites in reach with what each lacks; those that are ticked are chosen."""
    thing = _found(request, uid)
    door.require(request.actor, ASK, thing)
    if request.method == "POST":
        return _chosen(request, thing)
    there = set(thing.invitations.values_list("site", flat=True))
    found = verbs.fits(thing, request.actor)
    context = {
        "thing": thing,
        "fits": [{"fit": fit, "is_chosen": fit.site.pk in there} for fit in found],
        "count": sum(fit.fits for fit in found),
        "version": thing.version,
    }
    return render(request, "sites/round_sites.html", context)


def _chosen(request, thing: FeasibilityRound):
    expected = form_tokens.posted(request, thing)["expected"]
    chosen = verbs.within_reach(thing).filter(uid__in=uids_in(request.POST.getlist("site")))
    try:
        verbs.choose(thing, sites=list(chosen), expected=expected, by=request.actor)
    except Refused as refused:
        messages.error(request, str(refused.reason))
        return redirect("sites:round_sites", thing.uid)
    messages.success(request, _("The sites are chosen."))
    return redirect(thing)


@page(ASK)
@require_POST
def step(request, uid):
    """Send or close."""
    thing = _found(request, uid)
    verb = VERBS.get(request.POST.get("action", ""))
    if verb is None:
        messages.error(request, _("Nothing was done: choose one of the steps on the page."))
        return redirect(thing)
    verb(thing, **form_tokens.posted(request, thing), by=request.actor)
    messages.success(request, _("Done: the round is now “%(state)s”.") % {"state": thing.get_state_display()})
    return redirect(thing)
