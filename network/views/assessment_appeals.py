"""Appeals: writing one, its page, its steps, the director's answer."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access import door, form_tokens, histories, lifecycle
from access.forms.refusals import carried_out
from access.views.pages import page
from network import assessment_permissions as permissions
from network.assessment_enums import AppealState
from network.domain import assessment_appeals as appeals
from network.forms.assessment import AnswerForm, AppealForm
from network.models import AssessmentAppeal
from network.views import assessments
from network.views.assessment_context import grade_shown
from office.models import Receipt

STEPS = {
    "request_signoff": appeals.request_signoff,
    "take_back": appeals.take_back,
    "withdraw": appeals.withdraw,
}
NEEDS_REASON = {"withdraw"}


def found(request, uid) -> AssessmentAppeal:
    """The appeal in the address, or 404."""
    return door.get_visible_or_404(AssessmentAppeal.objects.with_names(), request.actor, uid=uid)


@page(permissions.WRITE_APPEAL)
def write(request, uid):
    """Write the grounds of the appeal against one assessment."""
    thing = assessments.found(request, uid)
    door.require(request.actor, permissions.WRITE_APPEAL, thing)
    appeal = AssessmentAppeal.objects.filter(assessment=thing).first()
    form = AppealForm(request.POST or None, initial={"grounds": appeal.grounds if appeal else ""})
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data | {"expected": form_tokens.posted(request, thing)["expected"]}
        written = carried_out(form, lambda: appeals.write_appeal(thing, **facts, by=request.actor), field="grounds")
        if written:
            messages.success(request, _("The appeal is written down. Hand it in to your administrator for sign-off."))
            return redirect(written)
    context = {
        "assessment": thing,
        "grade": grade_shown(thing),
        "form": form,
        "version": request.POST.get("version", appeal.version if appeal else 0),
    }
    status = 200 if request.method == "GET" else 422
    return render(request, "network/assessment_appeal_form.html", context, status=status)


@page(permissions.VIEW_APPEAL)
def appeal_page(request, uid):
    """The page of an appeal for both sides."""
    return _shown(request, found(request, uid))


def _shown(request, thing, form=None, status: int = 200):
    answers = lifecycle.actions(thing, request.actor, only=["uphold", "change"])
    context = {
        "appeal": thing,
        "assessment": thing.assessment,
        "grade": grade_shown(thing.assessment),
        "former": _former(thing),
        "receipts": Receipt.objects.of(thing),
        "actions": lifecycle.actions(thing, request.actor),
        "is_draft": thing.state == AppealState.DRAFT and door.can(request.actor, permissions.WRITE_APPEAL, thing),
        "answer_form": (form or AnswerForm(assessment=thing.assessment)) if any(a.enabled for a in answers) else None,
        **histories.newest(thing, request.actor),
        "version": request.POST.get("version", thing.version),
        "token": request.POST.get("token") or form_tokens.fresh(),
    }
    return render(request, "network/assessment_appeal.html", context, status=status)


def _former(thing) -> dict | None:
    """The result before the appeal changed it."""
    if not thing.former_grade:
        return None
    before = type(thing.assessment)(round=thing.assessment.round, grade=thing.former_grade)
    return grade_shown(before)


@page(permissions.VIEW_APPEAL)
@require_POST
def step(request, uid):
    """Hand in, take back, withdraw."""
    thing = found(request, uid)
    name = request.POST.get("action", "")
    if name in STEPS:
        extra = {"reason": form_tokens.words(request, "reason")} if name in NEEDS_REASON else {}
        STEPS[name](thing, **form_tokens.posted(request, thing), **extra, by=request.actor)
        messages.success(request, _("Done: the appeal is now “%(state)s”.") % {"state": thing.get_state_display()})
    return redirect(thing)


@page(permissions.ANSWER_APPEAL)
@require_POST
def answer(request, uid):
    """Uphold or change the result with a reason."""
    thing = found(request, uid)
    door.require(request.actor, permissions.ANSWER_APPEAL, thing)
    form = AnswerForm(request.POST, assessment=thing.assessment)
    if not form.is_valid():
        return _shown(request, thing, form, status=422)
    said, posted = form.cleaned_data, form_tokens.posted(request, thing)
    if said["answer"] == AnswerForm.UPHOLD:
        appeals.uphold(thing, reason=said["reason"], **posted, by=request.actor)
    else:
        appeals.change(thing, grade=said["answer"], reason=said["reason"], **posted, by=request.actor)
    messages.success(request, _("The appeal is answered; the hospital reads your reason."))
    return redirect(thing)
