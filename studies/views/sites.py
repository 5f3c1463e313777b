"""Study sites: list, page, steps, invitation, the hospital's yes, agreement, investigator, filing."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens
from access.views.lists import ListPage
from access.views.pages import page
from network.views.step_forms import StepForm, step_page
from studies import permissions
from studies.domain import site_steps, sites
from studies.forms.sites import DayForm, InvestigatorForm, InviteSiteForm
from studies.models import StudySite
from studies.tables.sites import SiteFilter, SiteTable
from studies.views import finding, finding_sites
from studies.views.site_context import page_context
from tools import clock

# The buttons of the page that need no form of their own.
STEPS = {
    "take_up": sites.take_up,
    "decline": sites.decline,
    "invite_again": sites.invite_again,
    "settle_ethics": site_steps.settle_ethics,
    "settle_hgr": site_steps.settle_hgr,
    "train": site_steps.train,
    "initiate": site_steps.initiate,
    "open": site_steps.open_site,
    "pause": site_steps.pause,
    "resume": site_steps.open_site,
    "close": site_steps.close,
    "archive": site_steps.archive,
}
NEEDS_REASON = {"decline", "invite_again", "pause", "close"}
INVITE = StepForm(
    gettext_lazy("Invite a hospital"),
    gettext_lazy("Invite"),
    gettext_lazy("It learns of the study once that is submitted, and answers in its inbox."),
)
CONFIRM = StepForm(
    gettext_lazy("Take part in the study"),
    gettext_lazy("Hand to the administrator"),
    gettext_lazy("The hospital's administrator signs; then the start-up begins."),
)
AGREEMENT = StepForm(gettext_lazy("The agreement is signed"), gettext_lazy("Record the day"))
INVESTIGATOR = StepForm(gettext_lazy("Name the site's investigator"), gettext_lazy("Name this person"))
FILING = StepForm(
    gettext_lazy("Listed in the national filing"),
    gettext_lazy("Record the day"),
    gettext_lazy("The site itself files nothing: it stands in the lead site's filing and quotes its number."),
)


class Sites(ListPage):
    """The study sites that the actor may see."""

    model = StudySite
    table_class = SiteTable
    filterset_class = SiteFilter
    title = gettext_lazy("Study sites")
    lead = gettext_lazy("Hospitals' parts in studies, with how far they have come.")
    permission = permissions.VIEW_STUDY_SITE

    def get_queryset(self):
        """Those that have stood longest first."""
        rows = StudySite.objects.all().visible_to(self.request.actor)
        return rows.with_names().order_by("state_since", "pk")


@page(permissions.VIEW_STUDY_SITE)
def site(request, uid):
    """The page of a site for every side."""
    return render(request, "studies/site.html", page_context(finding_sites.site(request, uid), request.actor))


@page(permissions.VIEW_STUDY_SITE)
@require_POST
def step(request, uid):
    """Take one step of the lifecycle."""
    thing = finding_sites.site(request, uid)
    name = request.POST.get("action", "")
    if name not in STEPS:
        return redirect(thing)
    extra = {"reason": form_tokens.words(request, "reason")} if name in NEEDS_REASON else {}
    STEPS[name](thing, **form_tokens.posted(request, thing), **extra, by=request.actor)
    messages.success(request, _("Done: the site is now “%(state)s”.") % {"state": thing.get_state_display()})
    return redirect(thing)


@page(open_because="one study; the verb asks the permission")
def invite(request, uid):
    """Invite a hospital to the study."""
    thing = finding.study(request, uid)
    door.require(request.actor, permissions.MANAGE_STUDY, thing)
    form = InviteSiteForm(request.POST or None, study=thing)

    def call(expected, token):
        return sites.invite(thing, **form.cleaned_data, by=request.actor)

    return step_page(request, thing, form, INVITE, call, done=_("The hospital is invited."))


@page(permissions.VIEW_STUDY_SITE)
def confirm(request, uid):
    """Name the investigator and hand the hospital's yes to its administrator."""
    thing = finding_sites.site(request, uid)
    door.require(request.actor, permissions.ANSWER_STUDY_SITE, thing)
    form = InvestigatorForm(request.POST or None)

    def call(expected, token):
        return sites.ask_to_confirm(thing, **form.cleaned_data, by=request.actor)

    return step_page(request, thing, form, CONFIRM, call, done=_("The administrator signs next."))


@page(permissions.VIEW_STUDY_SITE)
def agreement(request, uid):
    """Record the day of the agreement."""
    thing = finding_sites.site(request, uid)
    door.require(request.actor, permissions.RUN_STUDY_SITE, thing)
    form = DayForm(request.POST or None, initial={"day": clock.today()})

    def call(expected, token):
        day = form.cleaned_data["day"]
        return site_steps.sign_agreement(thing, signed_on=day, expected=expected, token=token, by=request.actor)

    return step_page(request, thing, form, AGREEMENT, call, done=_("The agreement is recorded."))


@page(permissions.VIEW_STUDY_SITE)
def investigator(request, uid):
    """Name the site's investigator."""
    thing = finding_sites.site(request, uid)
    door.require(request.actor, permissions.RUN_STUDY_SITE, thing)
    form = InvestigatorForm(request.POST or None)

    def call(expected, token):
        return sites.name_investigator(thing, **form.cleaned_data, by=request.actor)

    return step_page(request, thing, form, INVESTIGATOR, call, done=_("The investigator is named."))


@page(permissions.VIEW_STUDY_SITE)
def filing(request, uid):
    """Record that the lead site listed the site in its national filing."""
    thing = finding_sites.site(request, uid)
    door.require(request.actor, permissions.CHANGE_STUDY_SITE, thing)
    form = DayForm(request.POST or None, initial={"day": clock.today()})

    def call(expected, token):
        return sites.list_in_filing(thing, filed_on=form.cleaned_data["day"], by=request.actor)

    return step_page(request, thing, form, FILING, call, done=_("The listing is recorded."))
