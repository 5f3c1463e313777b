"""The team of a site: asking people, their own page, and the delegation log for a wet signature."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access import door, form_tokens, histories, traces
from access.views.pages import page
from network.views.step_forms import StepForm, step_page
from studies import permissions
from studies.domain import team
from studies.enums import TeamState
from studies.forms.sites import TeamForm
from studies.models import TeamMember
from studies.views import finding_sites
from studies.views.delegation_text import log_of
from tools import clock
from tools.sheets import content_disposition

INVITE = StepForm(
    gettext_lazy("Ask a person to join the team"),
    gettext_lazy("Ask this person"),
    gettext_lazy("The person may belong to any hospital; the study opens with the confirmation."),
)
STEPS = {"confirm": team.confirm, "decline": team.decline, "end": team.end}
NEEDS_REASON = {"decline", "end"}


@page(permissions.VIEW_STUDY_SITE)
def invite(request, uid):
    """Ask a person to work at the site."""
    thing = finding_sites.site(request, uid)
    door.require(request.actor, permissions.RUN_STUDY_SITE, thing)
    form = TeamForm(request.POST or None, initial={"valid_from": clock.today()})

    def call(expected, token):
        team.invite(thing, person=form.cleaned_data["person"], place=form.place, by=request.actor)
        return thing

    return step_page(request, thing, form, INVITE, call, done=_("The person is asked."))


@page(open_because="the person's own delegation, visible through the door")
def member(request, uid):
    """A delegation: what is delegated, and the person's answer."""
    thing, actor = finding_sites.team_member(request, uid), request.actor
    may_end = thing.state in (TeamState.INVITED, TeamState.ACTIVE) and door.can(
        actor, permissions.RUN_STUDY_SITE, thing
    )
    context = {
        "member": thing,
        "is_asked": thing.state == TeamState.INVITED and thing.person_id == request.user.pk,
        "may_end": may_end,
        "reads": door.can(actor, permissions.READ_STUDY, thing.site.study),
        "token": form_tokens.fresh(),
        **histories.newest(thing, actor),
    }
    return render(request, "studies/team_member.html", context)


@page(open_because="the person's own delegation; each verb asks")
@require_POST
def step(request, uid):
    """Confirm, decline or end a delegation."""
    thing = finding_sites.team_member(request, uid)
    name = request.POST.get("action", "")
    if name in STEPS:
        extra = {"reason": form_tokens.words(request, "reason")} if name in NEEDS_REASON else {}
        STEPS[name](thing, **form_tokens.posted(request, thing), **extra, by=request.actor)
        state = {"state": thing.get_state_display()}
        messages.success(request, _("Done: the delegation is now “%(state)s”.") % state)
    return redirect(thing)


@page(permissions.VIEW_STARTUP)
def delegation_log(request, uid):
    """The delegation log as PDF, to be signed by hand."""
    from tools.documents.pdf import render_pdf

    thing = finding_sites.site(request, uid)
    door.require(request.actor, permissions.VIEW_STARTUP, thing)
    rows = TeamMember.objects.filter(site=thing).visible_to(request.actor).select_related("person")
    document = log_of(thing, list(rows), language=get_language())
    traces.exported(request.actor, TeamMember._meta.verbose_name_plural, rows=len(rows), form="pdf", filters={})
    response = HttpResponse(render_pdf(document), content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition(f"{_('Delegation log')}.pdf")
    response.headers["Cache-Control"] = "private, no-store"
    return response
