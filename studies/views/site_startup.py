"""What a site's start-up needs: ethics records, approvals, human genetic resources, checklist."""

from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens
from access.refusals import Refused
from access.views.pages import page
from network.views.step_forms import StepForm, step_page
from studies import permissions
from studies.domain import approvals, ethics
from studies.domain import checklist as lines
from studies.forms.sites import ApprovalForm, EthicsForm, HgrAnswersForm, HgrApprovalForm, ItemForm, LineForm
from studies.policies.hgr import answers_for
from studies.views import finding, finding_sites
from tools import clock

ETHICS = StepForm(
    gettext_lazy("Record an ethics decision"),
    gettext_lazy("Record the decision"),
    gettext_lazy("A record is not changed afterwards; what comes later is a further record."),
)
APPROVAL = StepForm(gettext_lazy("Record the hospital's approval"), gettext_lazy("Record the approval"))
ANSWERS = StepForm(
    gettext_lazy("Human genetic resources"),
    gettext_lazy("Keep the answers"),
    gettext_lazy("From the answers follows which approvals and filings need a valid number."),
)
HGR = StepForm(gettext_lazy("Record an approval or filing"), gettext_lazy("Record it"))


@page(permissions.VIEW_STUDY_SITE)
def record_ethics(request, uid):
    """Record what an ethics committee decided."""
    thing = finding_sites.site(request, uid)
    door.require(request.actor, permissions.RECORD_ETHICS, thing)
    initial = {"decided_on": clock.today()}
    form = EthicsForm(request.POST or None, request.FILES or None, initial=initial)

    def call(expected, token):
        ethics.record(thing, facts=form.facts, uploads=form.cleaned_data["file"], by=request.actor)
        return thing

    return step_page(request, thing, form, ETHICS, call, done=_("The decision is recorded."))


@page(permissions.VIEW_STARTUP)
@require_POST
def withdraw_ethics(request, uid):
    """Take back a record that was entered by mistake."""
    thing = finding_sites.ethics_record(request, uid)
    door.require(request.actor, permissions.RECORD_ETHICS, thing)
    ethics.withdraw(thing, reason=form_tokens.words(request, "reason"), by=request.actor)
    messages.success(request, _("The record is withdrawn."))
    return redirect(thing)


@page(permissions.VIEW_STUDY_SITE)
def record_approval(request, uid):
    """Record the hospital's own approval with its paper."""
    thing = finding_sites.site(request, uid)
    door.require(request.actor, permissions.RUN_STUDY_SITE, thing)
    form = ApprovalForm(request.POST or None, request.FILES or None, initial={"decided_on": clock.today()})

    def call(expected, token):
        data = dict(form.cleaned_data)
        approvals.record_institution(thing, uploads=data.pop("file"), **data, by=request.actor)
        return thing

    return step_page(request, thing, form, APPROVAL, call, done=_("The approval is recorded."))


@page(permissions.VIEW_STUDY_SITE)
def hgr_answers(request, uid):
    """Answer the questions: the lead site for the whole study, another site for itself where it differs."""
    thing = finding_sites.site(request, uid)
    door.require(request.actor, permissions.RUN_STUDY_SITE, thing)
    told = answers_for(thing.study, thing)
    form = HgrAnswersForm(request.POST or None, told=told.answers if told else {})
    is_kept = told is not None and (told.site_id is not None or thing.is_of_lead)

    def call(expected, token):
        options = {"for_study": thing.is_of_lead, "expected": expected}
        approvals.answer(thing, answers=form.answers, **options, by=request.actor)
        return thing

    version = told.version if is_kept else 0
    options = {"done": _("The answers are kept."), "version_of": lambda: version}
    return step_page(request, thing, form, ANSWERS, call, **options)


@page(permissions.VIEW_STUDY_SITE)
def record_hgr(request, uid):
    """Record an approval or filing about human genetic resources."""
    thing = finding_sites.site(request, uid)
    door.require(request.actor, permissions.RUN_STUDY_SITE, thing)
    form = HgrApprovalForm(request.POST or None, request.FILES or None)

    def call(expected, token):
        options = {"for_study": thing.is_of_lead, "uploads": form.cleaned_data["file"]}
        approvals.record_hgr(thing, facts=form.facts, **options, by=request.actor)
        return thing

    return step_page(request, thing, form, HGR, call, done=_("It is recorded."))


@page(permissions.VIEW_STARTUP)
def item(request, uid):
    """Write an item of the checklist: who, until when, done, evidence."""
    thing = finding_sites.item(request, uid)
    door.require(request.actor, permissions.RUN_STUDY_SITE, thing)
    names = ("due_on", "done_on", "note")
    initial = {name: getattr(thing, name) for name in names}
    initial["responsible"] = thing.responsible.username if thing.responsible else ""
    form = ItemForm(request.POST or None, request.FILES or None, initial=initial)
    words = StepForm(thing.line.title, _("Save"))

    def call(expected, token):
        uploads = form.cleaned_data["file"]
        return lines.keep(thing, facts=form.facts, uploads=uploads, expected=expected, by=request.actor)

    return step_page(request, thing, form, words, call, done=_("Saved."))


@page(open_because="one study; the verb asks the permission")
def checklist(request, uid):
    """The study's checklist: its lines, one more, one less."""
    thing = finding.study(request, uid)
    door.require(request.actor, permissions.MANAGE_STUDY, thing)
    rows = thing.checklist.filter(withdrawn_at__isnull=True)
    gone = rows.filter(uid=request.POST["line"]).first() if _is_uid(request.POST.get("line", "")) else None
    form = LineForm(request.POST if request.method == "POST" and "line" not in request.POST else None)
    if gone is not None:
        lines.withdraw_line(thing, line=gone, by=request.actor)
        messages.success(request, _("The line is no longer asked for."))
        return redirect("studies:checklist", uid=thing.uid)
    if form.is_bound and form.is_valid():
        try:
            lines.add_line(thing, **form.cleaned_data, by=request.actor)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("The line is added."))
            return redirect("studies:checklist", uid=thing.uid)
    context = {"study": thing, "lines": rows, "form": form}
    return render(request, "studies/checklist.html", context, status=422 if form.is_bound else 200)


def _is_uid(typed: str) -> bool:
    try:
        UUID(typed)
    except ValueError:
        return False
    return True
