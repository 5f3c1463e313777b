"""Handing over to a successor: what somebody holds and who follows, the list, and deciding."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens, holdings, lifecycle
from access.domain import hand_overs
from access.forms.hand_over import HandOverForm
from access.models import HandOver, RoleAssignment
from access.people_enums import HandOverState
from access.people_filters import HandOverFilter
from access.people_permissions import VIEW_HAND_OVERS
from access.people_tables import HandOverTable
from access.refusals import Forbidden, refusal
from access.scopes import scope_labels
from access.views.lists import ListPage
from access.views.pages import page


class HandOvers(ListPage):
    """One's own, and those of the organisations whose people the actor sees."""

    model = HandOver
    table_class = HandOverTable
    filterset_class = HandOverFilter
    open_because = "the own hand-overs; others' only through the door"
    title = gettext_lazy("Hand-overs")
    lead = gettext_lazy("Which role goes from whom to whom, and from which day.")

    def get_queryset(self):
        """The latest first."""
        rows = super().get_queryset().select_related("leaver", "successor", "assignment")
        return rows.order_by("-first_day", "-pk")


@page(open_because="one's own roles, or whoever ends roles at the place: the door and the verb ask")
def start_hand_over(request, uid):
    """What the person holds at the place, and the form that gives it to a successor."""
    rows = RoleAssignment.objects.select_related("user")
    found = door.get_visible_or_404(rows, request.actor, uid=uid)
    if not hand_overs.may_propose(found, request.actor):
        raise Forbidden(refusal(hand_overs.NOT_YOURS), thing=found)
    form = HandOverForm(request.POST or None, assignment=found, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        made = hand_overs.propose(found, **form.cleaned_data, by=request.actor)
        messages.success(request, _told(made))
        return redirect(made[0] if len(made) == 1 else "access:hand_overs")
    key = (found.scope_kind, found.scope_id)
    place = RoleAssignment.objects.filter(user=found.user, scope_kind=found.scope_kind, scope_id=found.scope_id)
    context = {
        "assignment": found,
        "scope_label": scope_labels([key]).get(key, ""),
        "form": form,
        "held": holdings.held(found.user, place),
        "drafts": holdings.drafts_of(found.user).count(),
        "shares": holdings.shares_of(found.user) if request.user.pk == found.user_id else [],
    }
    return render(request, "access/hand_over_start.html", context)


def _told(made: list) -> str:
    waiting = sum(1 for item in made if item.state == HandOverState.PROPOSED)
    if waiting:
        return _("The hand-over is proposed; the administrator has been given the task to confirm it.")
    return _("The hand-over is confirmed, and both people are told.")


@page(open_because="the two people, or through the door")
def hand_over(request, uid):
    """One hand-over with what may be done about it."""
    rows = HandOver.objects.select_related("leaver", "successor", "assignment", "proposed_by", "decided_by")
    found = door.get_visible_or_404(rows, request.actor, uid=uid)
    key = (found.scope_kind, found.scope_id)
    context = {
        "hand_over": found,
        "scope_label": scope_labels([key]).get(key, ""),
        "tasks": list(holdings.tasks_of(found.assignment)),
        "actions": lifecycle.actions(found, request.actor),
        "may_withdraw": _may_withdraw(found, request.actor),
        "token": form_tokens.fresh(),
    }
    return render(request, "access/hand_over.html", context)


def _may_withdraw(found: HandOver, actor) -> bool:
    """Whether the person takes it back without a role that lists this step anyway."""
    own = actor.user.pk in (found.proposed_by_id, found.leaver_id) and found.state == HandOverState.PROPOSED
    return own and not actor.holds(VIEW_HAND_OVERS)


STEPS = {"confirm": hand_overs.confirm, "decline": hand_overs.decline, "withdraw": hand_overs.withdraw}


@page(open_because="the two people, or through the door; the verb asks for the step")
@require_POST
def hand_over_step(request, uid):
    """Confirm, decline or take back."""
    found = door.get_visible_or_404(HandOver.objects.all(), request.actor, uid=uid)
    step = STEPS.get(request.POST.get("action", ""))
    if step is None:
        raise Http404
    more = {"reason": form_tokens.words(request, "reason")[:200]} if step is hand_overs.decline else {}
    step(found, **form_tokens.posted(request, found), **more, by=request.actor)
    messages.success(request, _("Done: %(state)s.") % {"state": found.get_state_display()})
    return redirect(found)
