"""Studies: list, opening one, its page, its steps, sharing, networks, amendment and end."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens
from access.models import User
from access.refusals import Refused
from access.views.lists import ListPage
from access.views.pages import page
from network.views.step_forms import StepForm, step_page
from studies import permissions
from studies.domain import networks, records, steps, studies
from studies.forms.study import AmendForm, CompleteForm, ProposeForm, ShareForm, StartForm
from studies.models import Study
from studies.tables.studies import StudyFilter, StudyTable
from studies.views import finding
from studies.views.study_context import page_context

# The buttons of the page that need no form of their own.
STEPS = {
    "request_signoff": studies.request_signoff,
    "take_back": studies.take_back,
    "withdraw": studies.withdraw,
    "withdraw_submitted": studies.withdraw_submitted,
    "pass_scientific_review": steps.pass_scientific_review,
    "return": steps.return_for_revision,
    "approve": steps.approve,
    "register": steps.register,
    "start_recruiting": steps.start_recruiting,
    "close_enrolment": steps.close_enrolment,
    "follow_up": steps.follow_up,
    "analyse": steps.analyse,
    "suspend": steps.suspend,
    "resume_recruiting": steps.resume,
    "resume_after_enrolment": steps.resume,
    "resume_follow_up": steps.resume,
    "terminate": steps.terminate,
}
NEEDS_REASON = {"withdraw", "withdraw_submitted", "return", "suspend", "terminate"}
AMEND = StepForm(
    gettext_lazy("Amend the record"),
    gettext_lazy("Put the changes into force"),
    gettext_lazy("What was changed in the record since the last version becomes the next one."),
)
COMPLETE = StepForm(
    gettext_lazy("Complete the study"),
    gettext_lazy("Complete the study"),
    gettext_lazy("The summary is shown in the public register. This cannot be undone."),
)
PROPOSE = StepForm(
    gettext_lazy("Propose to a network"),
    gettext_lazy("Propose"),
    gettext_lazy("Its centre decides whether this becomes a network study; the study itself goes on."),
)


class Studies(ListPage):
    """The studies whose record the actor may read."""

    model = Study
    table_class = StudyTable
    filterset_class = StudyFilter
    title = gettext_lazy("Studies")
    lead = gettext_lazy("Studies that the own organisation leads, takes part in, or has in its networks.")
    open_because = "also for people to whom single studies are opened"
    create_url = "studies:start"
    create_title = gettext_lazy("New study")
    create_permission = permissions.ADD_STUDY

    def get_queryset(self):
        """Newest first."""
        return Study.objects.readable_by(self.request.actor).with_names().order_by("-created_at", "-pk")


@page(permissions.ADD_STUDY)
def start(request):
    """Open the draft of a study."""
    form = StartForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        try:
            made = studies.start(facts.pop("hospital"), **facts, by=request.actor)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("The draft is open. Fill in its sections; what you type is kept."))
            return redirect(made)
    status = 422 if form.is_bound else 200
    return render(request, "studies/start.html", {"form": form}, status=status)


@page(open_because="one study, visible through the door")
def study(request, uid):
    """The page of a study for every side."""
    return render(request, "studies/study.html", page_context(finding.study(request, uid), request.actor))


@page(open_because="one study; each verb asks its permission")
@require_POST
def step(request, uid):
    """Take one step of the lifecycle."""
    thing = finding.study(request, uid)
    name = request.POST.get("action", "")
    if name not in STEPS:
        return redirect(thing)
    extra = {"reason": form_tokens.words(request, "reason")} if name in NEEDS_REASON else {}
    STEPS[name](thing, **form_tokens.posted(request, thing), **extra, by=request.actor)
    messages.success(request, _("Done: the study is now “%(state)s”.") % {"state": thing.get_state_display()})
    return redirect(thing)


@page(open_because="one study; the verb asks the permission")
@require_POST
def share(request, uid):
    """Open the study to a named person."""
    thing = finding.study(request, uid)
    form = ShareForm(request.POST)
    if form.is_valid():
        studies.share(thing, **form.cleaned_data, by=request.actor)
        name = form.cleaned_data["colleague"].name
        messages.success(request, _("%(name)s reads this study now.") % {"name": name})
    else:
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
    return redirect(thing)


@page(open_because="one study; the verb asks the permission")
@require_POST
def unshare(request, uid):
    """Close the study to the person whose user name is posted."""
    thing = finding.study(request, uid)
    door.require(request.actor, permissions.SHARE_STUDY, thing)
    username = form_tokens.words(request, "colleague")
    colleague = get_object_or_404(User, pk__in=thing.grants.values("user"), username=username)
    studies.unshare(thing, colleague=colleague, by=request.actor)
    messages.success(request, _("%(name)s no longer reads this study.") % {"name": colleague.name})
    return redirect(thing)


@page(open_because="one study; the verb asks the permission")
def propose(request, uid):
    """Propose the study to a further network."""
    thing = finding.study(request, uid)
    door.require(request.actor, permissions.PROPOSE_STUDY_NETWORK, thing)
    form = ProposeForm(request.POST or None, study=thing)

    def call(expected, token):
        networks.propose(thing, **form.cleaned_data, by=request.actor)
        return thing

    return step_page(request, thing, form, PROPOSE, call, done=_("Proposed: the centre decides next."))


@page(open_because="one study; the verb asks the permission")
def amend(request, uid):
    """Put what was changed into force."""
    thing = finding.study(request, uid)
    door.require(request.actor, permissions.CHANGE_STUDY, thing)
    form = AmendForm(request.POST or None)

    def call(expected, token):
        records.amend(thing, **form.cleaned_data, expected=expected, token=token, by=request.actor)
        return thing

    return step_page(request, thing, form, AMEND, call, done=_("The new version is in force."))


@page(open_because="one study; the verb asks the permission")
def complete(request, uid):
    """Complete the study with its summary."""
    thing = finding.study(request, uid)
    door.require(request.actor, permissions.MANAGE_STUDY, thing)
    form = CompleteForm(request.POST or None)

    def call(expected, token):
        return steps.complete(thing, **form.cleaned_data, expected=expected, token=token, by=request.actor)

    return step_page(request, thing, form, COMPLETE, call, done=_("The study is completed."))
