"""Feasibility invitations: list, page with the form to answer, declining."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens, histories, lifecycle
from access.views.lists import ListPage
from access.views.pages import page
from network import questions as rules
from network.forms.confirmation import AnswersForm
from network.views.step_forms import StepForm, step_page
from sites.domain import feasibility_answers as verbs
from sites.enums.feasibility import InvitationState, RoundState
from sites.models import FeasibilityInvitation
from sites.permissions.feasibility import ANSWER, VIEW_INVITATION
from sites.tables.feasibility import InvitationFilter, InvitationTable
from sites.views.common import facts


class Invitations(ListPage):
    """What the own side was asked, and what it asks."""

    model = FeasibilityInvitation
    table_class = InvitationTable
    filterset_class = InvitationFilter
    permission = VIEW_INVITATION
    title = gettext_lazy("Feasibility invitations")
    lead = gettext_lazy(
        "Questions before a study: what sites of your hospital were asked, and the sites of own rounds."
    )

    def get_queryset(self):
        """Those that wait first, then by last day."""
        return super().get_queryset().with_names().order_by("answered_at", "round__due_on", "pk")


def _found(request, uid) -> FeasibilityInvitation:
    return door.get_visible_or_404(FeasibilityInvitation.objects.with_names(), request.actor, uid=uid)


def _answering(thing: FeasibilityInvitation, actor) -> bool:
    """Whether the reader answers for the site now."""
    is_open = thing.round.state == RoundState.OPEN and thing.state != InvitationState.DECLINED
    return is_open and door.can(actor, ANSWER, thing.site)


@page(VIEW_INVITATION)
def invitation(request, uid):
    """The questions, with the form for those who answer and the answers for everybody else."""
    thing, actor = _found(request, uid), request.actor
    answering = _answering(thing, actor)
    if request.method == "POST":
        door.require(actor, ANSWER, thing.site)
    data = request.POST if request.method == "POST" else None
    return step_page(
        request,
        thing,
        AnswersForm(data, questions=thing.round.questions, initial=thing.answers),
        StepForm(str(thing.site), _("Send the answers"), template="sites/invitation.html"),
        lambda **form: verbs.answer(thing, answers=_typed(data, thing), **form, by=actor),
        done=_("Thank you: the asking side reads the answers now."),
        answering=answering,
        facts=facts(
            (_("Asked by"), str(thing.round.asker), thing.round.asker.get_absolute_url()),
            (_("Hospital"), str(thing.hospital), thing.hospital.get_absolute_url()),
            (_("State"), thing.get_state_display()),
            (_("Answers until"), thing.round.due_on.isoformat()),
            *([(_("Reason"), thing.reason)] if thing.reason else []),
        ),
        answers=rules.shown(thing.round.questions, thing.answers),
        actions=lifecycle.actions(thing, actor) if answering else [],
        step_url=reverse("sites:decline_invitation", args=[thing.uid]),
        **histories.newest(thing, actor),
    )


def _typed(data, thing: FeasibilityInvitation) -> dict:
    form = AnswersForm(data, questions=thing.round.questions)
    form.is_valid()
    return form.answers


@page(ANSWER)
@require_POST
def decline(request, uid):
    """Say that the site cannot take part."""
    thing = _found(request, uid)
    reason = form_tokens.words(request, "reason")
    verbs.decline(thing, reason=reason, **form_tokens.posted(request, thing), by=request.actor)
    messages.success(request, _("The asking side is told that the site cannot take part."))
    return redirect(thing)
