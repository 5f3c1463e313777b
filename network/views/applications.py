"""Applications: list, opening one, its page, its steps, papers and sharing."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens
from access.models import User
from access.views.lists import ListPage
from access.views.pages import page
from network import membership_permissions as permissions
from network.domain import applications, idle_applications, reviews
from network.eligibility import assess
from network.forms.application import ShareForm, StartForm, WaiverForm
from network.models import MembershipApplication
from network.tables.membership_filters import ApplicationFilter
from network.tables.memberships import ApplicationTable
from network.views.application_context import page_context
from tools import clock

# The buttons of the page that need no form of their own.
STEPS = {
    "request_signoff": applications.request_signoff,
    "take_back": applications.take_back,
    "take_back_again": applications.take_back,
    "withdraw": applications.withdraw,
    "withdraw_submitted": applications.withdraw_submitted,
    "pass_formal_check": reviews.pass_formal_check,
    "lapse": idle_applications.lapse,
}
NEEDS_REASON = {"withdraw", "withdraw_submitted", "lapse"}


class Applications(ListPage):
    """The applications that the actor may see."""

    model = MembershipApplication
    table_class = ApplicationTable
    filterset_class = ApplicationFilter
    title = gettext_lazy("Membership applications")
    open_because = "also for people to whom single applications are shared"
    create_url = "network:start_application"
    create_title = gettext_lazy("New application")
    create_permission = permissions.ADD_APPLICATION
    moves = True

    def get_queryset(self):
        """Newest first."""
        return super().get_queryset().with_names().order_by("-created_at", "-pk")


def found(request, uid) -> MembershipApplication:
    """The application in the address, or 404."""
    return door.get_visible_or_404(MembershipApplication.objects.with_names(), request.actor, uid=uid)


@page(permissions.ADD_APPLICATION)
def start(request):
    """Choose campus, network and tier; see at once whether the hospital fits; then open the draft."""
    form = StartForm(request.POST or request.GET or None, actor=request.actor)
    assessment = None
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        hospital = data["campus"].hospital
        if request.method == "POST":
            made = applications.start(hospital, **data, by=request.actor)
            messages.success(request, _("The draft is open. Fill in its sections; what you type is kept."))
            return redirect(made)
        assessment = assess(hospital, data["network"], data["tier"], clock.today())
    return render(request, "network/application_start.html", {"form": form, "assessment": assessment})


@page(open_because="one application, visible through the door")
def application(request, uid):
    """The page of an application for every side."""
    return render(request, "network/application.html", page_context(found(request, uid), request.actor))


@page(open_because="one application; each verb asks its permission")
@require_POST
def step(request, uid):
    """Take one step of the lifecycle."""
    thing = found(request, uid)
    name = request.POST.get("action", "")
    if name not in STEPS:
        return redirect(thing)
    extra = {"reason": form_tokens.words(request, "reason")} if name in NEEDS_REASON else {}
    STEPS[name](thing, **form_tokens.posted(request, thing), **extra, by=request.actor)
    messages.success(request, _("Done: the application is now “%(state)s”.") % {"state": thing.get_state_display()})
    return redirect(thing)


@page(open_because="one application; the verb asks the permission")
@require_POST
def waiver(request, uid):
    """Explain why a condition should be waived."""
    thing = found(request, uid)
    form = WaiverForm(request.POST)
    if form.is_valid():
        applications.explain_waiver(thing, **form.cleaned_data, by=request.actor)
        messages.success(request, _("The reasons are saved."))
    else:
        messages.error(request, " ".join(form.errors["reason"]))
    return redirect(thing)


@page(open_because="one application; the verb asks the permission")
@require_POST
def share(request, uid):
    """Share with a named colleague."""
    thing = found(request, uid)
    form = ShareForm(request.POST)
    if form.is_valid():
        applications.share(thing, **form.cleaned_data, by=request.actor)
        name = form.cleaned_data["colleague"].name
        messages.success(request, _("%(name)s sees this application now.") % {"name": name})
    else:
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
    return redirect(thing)


@page(open_because="one application; the verb asks the permission")
@require_POST
def unshare(request, uid):
    """Stop sharing with the colleague whose user name is posted."""
    thing = found(request, uid)
    door.require(request.actor, permissions.SHARE_APPLICATION, thing)
    username = form_tokens.words(request, "colleague")
    colleague = get_object_or_404(User, pk__in=thing.grants.values("user"), username=username)
    applications.unshare(thing, colleague=colleague, by=request.actor)
    messages.success(request, _("%(name)s no longer sees this application.") % {"name": colleague.name})
    return redirect(thing)
