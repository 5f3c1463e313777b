"""Exits: list, page, the hospital's wish, the centre's beginning, settling, completing, the notice."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens, histories, lifecycle, traces
from access.views.lists import ListPage
from access.views.pages import page
from network import exit_permissions as permissions
from network import exit_policies, exits
from network.domain import membership_exits
from network.exit_enums import ExitState
from network.exit_text import notice
from network.forms.membership_exit import BeginExitForm, CompleteExitForm, LeaveForm, LiftBlockForm, SettleForm
from network.models import MembershipExit
from network.tables.membership_exits import ExitFilter, ExitTable
from network.views import memberships
from network.views.step_forms import StepForm, step_page
from tools.sheets import content_disposition

STEPS = {
    "take_back": membership_exits.take_back,
    "withdraw": membership_exits.withdraw,
    "drop": membership_exits.drop,
}
ASK = StepForm(
    gettext_lazy("Leave the network"),
    gettext_lazy("Hand in for sign-off"),
    gettext_lazy("Your administrator signs before the centre hears of it; then open matters are settled."),
    "danger",
)
BEGIN = StepForm(
    gettext_lazy("End the membership"),
    gettext_lazy("Begin the exit"),
    gettext_lazy("The membership ends once every open matter is settled and you complete the exit."),
    "danger",
)
SETTLE = StepForm(
    gettext_lazy("What becomes of open matters"),
    gettext_lazy("Save"),
    gettext_lazy("Each open matter needs a choice before the exit can be completed."),
)
COMPLETE = StepForm(
    gettext_lazy("Complete the exit"),
    gettext_lazy("Complete the exit"),
    gettext_lazy("The choices are carried out and the record is frozen. This cannot be undone."),
    "danger",
)
LIFT = StepForm(
    gettext_lazy("Let the hospital apply again"),
    gettext_lazy("Lift the block"),
    gettext_lazy("Hospital and centre read your reason."),
)


class Exits(ListPage):
    """The exits that the actor may see, newest first."""

    model = MembershipExit
    table_class = ExitTable
    filterset_class = ExitFilter
    permission = permissions.VIEW_EXIT
    title = gettext_lazy("Exits of members")
    lead = gettext_lazy("Who wants to leave or has left, why, and what became of open matters.")

    def get_queryset(self):
        """With names, newest first."""
        return super().get_queryset().with_names().order_by("-requested_at", "-pk")


def found(request, uid) -> MembershipExit:
    """The exit in the address, or 404."""
    rows = MembershipExit.objects.with_names().select_related("requested_by", "decided_by", "block_lifted_by")
    return door.get_visible_or_404(rows, request.actor, uid=uid)


@page(permissions.VIEW_EXIT)
def exit_page(request, uid):
    """The page of an exit for both sides."""
    thing, actor = found(request, uid), request.actor
    settling = thing.state == ExitState.SETTLING
    context = {
        "exit": thing,
        "settled": [
            (exits.source_title(d.source), d, exits.choice_title(d.source, d.choice)) for d in _settled(thing)
        ],
        "missing": exit_policies.unsettled(thing) if settling else [],
        "may_settle": settling and door.can(actor, permissions.SETTLE_EXIT, thing),
        "may_lift": thing.blocks_today and door.can(actor, permissions.LIFT_BLOCK, thing),
        "actions": lifecycle.actions(thing, actor),
        "endings": lifecycle.actions(thing, actor, only=["complete"]),
        "token": form_tokens.fresh(),
        **histories.newest(thing, actor),
    }
    return render(request, "network/exit.html", context)


def _settled(thing):
    return thing.dispositions.select_related("settled_by").order_by("source", "pk")


@page(permissions.REQUEST_EXIT)
def ask(request, uid):
    """The hospital asks to leave."""
    thing = memberships.found(request, uid)
    door.require(request.actor, permissions.REQUEST_EXIT, thing)
    form = LeaveForm(request.POST or None, membership=thing)

    def call(expected, token):
        return membership_exits.ask(thing, **form.cleaned_data, expected=expected, by=request.actor)

    return step_page(request, thing, form, ASK, call, done=_("Handed in: your administrator signs next."))


@page(permissions.DECIDE_EXIT)
def begin(request, uid):
    """The centre begins the end of a membership."""
    thing = memberships.found(request, uid)
    door.require(request.actor, permissions.DECIDE_EXIT, thing)
    form = BeginExitForm(request.POST or None, membership=thing)

    def call(expected, token):
        return membership_exits.begin(thing, **form.cleaned_data, expected=expected, by=request.actor)

    return step_page(request, thing, form, BEGIN, call, done=_("Begun: say now what becomes of open matters."))


@page(permissions.SETTLE_EXIT)
def settle(request, uid):
    """Say what becomes of open matters."""
    thing = found(request, uid)
    door.require(request.actor, permissions.SETTLE_EXIT, thing)
    form = SettleForm(request.POST or None, leaving=thing, actor=request.actor)

    def call(expected, token):
        return membership_exits.settle(thing, choices=form.choices, expected=expected, by=request.actor)

    return step_page(request, thing, form, SETTLE, call, done=_("Saved."))


@page(permissions.DECIDE_EXIT)
def complete(request, uid):
    """Complete the exit with its last day."""
    thing = found(request, uid)
    door.require(request.actor, permissions.DECIDE_EXIT, thing)
    form = CompleteExitForm(request.POST or None, initial={"last_day": thing.last_day})

    def call(expected, token):
        day = form.cleaned_data["last_day"]
        return membership_exits.complete(thing, last_day=day, expected=expected, token=token, by=request.actor)

    return step_page(request, thing, form, COMPLETE, call, done=_("The exit is complete; both sides are told."))


@page(permissions.VIEW_EXIT)
@require_POST
def step(request, uid):
    """Take the wish back, stay, or drop the exit, with a reason."""
    thing = found(request, uid)
    name = request.POST.get("action", "")
    if name in STEPS:
        posted = form_tokens.posted(request, thing)
        STEPS[name](thing, reason=form_tokens.words(request, "reason"), **posted, by=request.actor)
        messages.success(request, _("Done: the exit is now “%(state)s”.") % {"state": thing.get_state_display()})
    return redirect(thing)


@page(permissions.LIFT_BLOCK)
def lift_block(request, uid):
    """Let the hospital apply again sooner."""
    thing = found(request, uid)
    door.require(request.actor, permissions.LIFT_BLOCK, thing)
    form = LiftBlockForm(request.POST or None)

    def call(expected, token):
        return membership_exits.lift_block(thing, **form.cleaned_data, expected=expected, by=request.actor)

    return step_page(request, thing, form, LIFT, call, done=_("Lifted: the hospital may apply again."))


@page(permissions.VIEW_EXIT)
def notice_pdf(request, uid):
    """The notice of a completed exit as PDF."""
    from tools.documents.pdf import render_pdf

    thing = found(request, uid)
    if thing.state != ExitState.COMPLETED:
        raise Http404
    traces.exported(request.actor, thing._meta.verbose_name, rows=1, form="pdf", filters={"number": thing.number})
    response = HttpResponse(render_pdf(notice(thing)), content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition(f"{thing.number}.pdf")
    response.headers["Cache-Control"] = "private, no-store"
    return response
