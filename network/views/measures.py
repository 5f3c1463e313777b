"""Warning, suspending and reinstating with a form, and the hospital's answer."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens, histories
from access.models import Task
from access.views.pages import page
from network import exit_news, exit_permissions, exit_policies
from network import membership_permissions as permissions
from network.domain import measures, memberships
from network.forms.measure import AnswerForm, MeasureForm, ReasonForm
from network.models import Measure
from network.views.memberships import found as found_membership
from network.views.step_forms import StepForm, step_page
from office.models import Attachment

WARN = StepForm(
    gettext_lazy("Warn"),
    gettext_lazy("Warn the member"),
    gettext_lazy("The hospital reads your reason and answers by the day. It goes on counting as a member."),
)
SUSPEND = StepForm(
    gettext_lazy("Suspend"),
    gettext_lazy("Suspend the member"),
    gettext_lazy("From today on the hospital does not count as a member. It answers by the day."),
    "danger",
)
REINSTATE = StepForm(
    gettext_lazy("Reinstate"), gettext_lazy("Reinstate the member"), gettext_lazy("Warning or suspension is lifted.")
)
ANSWER = StepForm(
    gettext_lazy("Answer for the hospital"),
    gettext_lazy("Send the answer"),
    template="network/measure.html",
)


def _step(request, uid, form_class, words: StepForm, verb):
    thing = found_membership(request, uid)
    door.require(request.actor, permissions.CHANGE_MEMBERSHIP, thing)
    form = form_class(request.POST or None)

    def call(expected, token):
        return verb(thing, **form.cleaned_data, expected=expected, token=token, by=request.actor)

    def done(membership) -> str:
        return _("Done: the membership is now “%(state)s”.") % {"state": membership.get_state_display()}

    return step_page(request, thing, form, words, call, done=done)


@page(permissions.CHANGE_MEMBERSHIP)
def warn(request, uid):
    """Warn a member."""
    return _step(request, uid, MeasureForm, WARN, memberships.warn)


@page(permissions.CHANGE_MEMBERSHIP)
def suspend(request, uid):
    """Suspend a member."""
    return _step(request, uid, MeasureForm, SUSPEND, memberships.suspend)


@page(permissions.CHANGE_MEMBERSHIP)
def reinstate(request, uid):
    """Lift a warning or suspension."""
    return _step(request, uid, ReasonForm, REINSTATE, memberships.reinstate)


def found(request, uid) -> Measure:
    """The measure in the address, or 404."""
    rows = Measure.objects.select_related(
        "membership__network", "hospital", "network__centre", "campus", "answered_by"
    )
    return door.get_visible_or_404(rows, request.actor, uid=uid)


def _is_to_be_read(measure: Measure) -> bool:
    """Whether the centre has not said yet that it has read the answer."""
    rows = Task.objects.open().filter(object_type=measure._meta.label_lower, object_id=measure.pk)
    return rows.filter(kind=exit_news.READ_ANSWER).exists()


@page(permissions.CHANGE_MEMBERSHIP)
@require_POST
def note(request, uid):
    """The centre has read the answer, and the measure stays."""
    thing = found(request, uid)
    expected = form_tokens.posted(request, thing)["expected"]
    measures.note(thing, expected=expected, by=request.actor)
    messages.success(request, _("Noted: the measure stays in force."))
    return redirect(thing)


@page(exit_permissions.VIEW_MEASURE)
def measure(request, uid):
    """A measure with the hospital's answer, or the form for it."""
    rows = Measure.objects.select_related(
        "membership__network", "hospital", "network__centre", "campus", "answered_by"
    )
    thing = door.get_visible_or_404(rows, request.actor, uid=uid)
    may_answer = door.can(request.actor, exit_permissions.ANSWER_MEASURE, thing)
    locked = exit_policies.answer_locked(thing)
    context = {
        "papers": Attachment.objects.of(thing).visible_to(request.actor).select_related("uploaded_by"),
        "may_answer": may_answer and locked is None,
        "may_note": _is_to_be_read(thing) and door.can(request.actor, permissions.CHANGE_MEMBERSHIP, thing),
        **histories.newest(thing, request.actor),
    }
    if request.method != "POST" and not context["may_answer"]:
        return render(request, ANSWER.template, context | {"thing": thing, "words": ANSWER})
    door.require(request.actor, exit_permissions.ANSWER_MEASURE, thing)
    form = AnswerForm(request.POST or None, request.FILES or None)

    def call(expected, token):
        data = form.cleaned_data
        facts = {"answer": data["answer"], "uploads": data["file"] or [], "expected": expected}
        return measures.answer(thing, **facts, by=request.actor)

    return step_page(request, thing, form, ANSWER, call, done=_("Sent: the centre reads it and decides."), **context)
