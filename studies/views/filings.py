"""Filings: list, opening one, its page, what the registry did, the copy that stands there, reports."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens, histories, lifecycle
from access.views.lists import ListPage
from access.views.pages import page
from network.views.step_forms import StepForm, step_page
from studies import permissions
from studies.domain import filing_events, filings
from studies.forms.filing import CopyForm, FileForm, PublishForm, ReportForm, SubmitForm
from studies.models import Filing, FilingEvent
from studies.record.filed import filed_differences
from studies.tables.filings import FilingFilter, FilingTable
from studies.views import finding
from studies.views.study_context import read_values
from tools import clock

START = StepForm(
    gettext_lazy("File with a registry"),
    gettext_lazy("Begin the filing"),
    gettext_lazy("Then fill the registry's form in from its sheet, and record here what the registry does."),
)
SUBMIT = StepForm(gettext_lazy("Record that it was submitted"), gettext_lazy("Record"))
PUBLISH = StepForm(
    gettext_lazy("Record its number"),
    gettext_lazy("Record the number"),
    gettext_lazy("The number is shown in the public register."),
)
COPY = StepForm(
    gettext_lazy("What stands at the registry"),
    gettext_lazy("Record"),
    gettext_lazy("What differs from the record is shown on the filing's page."),
)
REPORT = StepForm(gettext_lazy("Record the report"), gettext_lazy("Record"))
REASONED = {"return": filings.take_back, "cancel": filings.cancel}


class Filings(ListPage):
    """The filings of the studies whose record the actor may read."""

    model = Filing
    table_class = FilingTable
    filterset_class = FilingFilter
    title = gettext_lazy("Filings")
    lead = gettext_lazy("Where studies are filed and registered, with numbers and days.")
    permission = permissions.READ_STUDY

    def get_queryset(self):
        """Newest first."""
        return Filing.objects.visible_to(self.request.actor).with_names().order_by("-created_at", "-pk")


def _found(request, uid) -> Filing:
    thing = Filing.objects.with_names().filter(uid=uid).first()
    if thing is None:
        raise Http404
    thing.study = finding.study(request, thing.study.uid)
    return thing


def _managed(request, uid) -> Filing:
    thing = _found(request, uid)
    door.require(request.actor, permissions.MANAGE_FILING, thing)
    return thing


@page(open_because="one study; the verb asks the permission")
def start(request, uid):
    """Begin to file a study."""
    thing = finding.study(request, uid)
    door.require(request.actor, permissions.MANAGE_FILING, thing)
    form = FileForm(request.POST or None, study=thing)

    def call(expected, token):
        return filings.start(thing, **form.cleaned_data, by=request.actor)

    return step_page(request, thing, form, START, call, done=_("The filing is open."))


@page(open_because="a filing is read by who reads the study")
def filing(request, uid):
    """The filing's page."""
    thing, actor = _found(request, uid), request.actor
    context = {
        "filing": thing,
        "study": thing.study,
        "events": thing.events.select_related("reported_by"),
        "differences": filed_differences(thing.filed_values, read_values(thing.study, actor), thing.sheet),
        "may_manage": door.can(actor, permissions.MANAGE_FILING, thing),
        "actions": lifecycle.actions(thing, actor),
        "own_forms": lifecycle.actions(thing, actor, only=["submit", "publish"]),
        "token": form_tokens.fresh(),
        **histories.newest(thing, actor),
    }
    return render(request, "studies/filing.html", context)


@page(open_because="one study; the verb asks the permission")
def submit(request, uid):
    """Record that it was submitted."""
    thing = _managed(request, uid)
    form = SubmitForm(request.POST or None, filing=thing, initial={"submitted_on": clock.today()})

    def call(expected, token):
        return filings.submit(thing, **form.cleaned_data, expected=expected, token=token, by=request.actor)

    return step_page(request, thing, form, SUBMIT, call, done=_("Recorded."))


@page(open_because="one study; the verb asks the permission")
def publish(request, uid):
    """Record the number."""
    thing = _managed(request, uid)
    form = PublishForm(request.POST or None, filing=thing, initial={"published_on": clock.today()})

    def call(expected, token):
        return filings.publish(thing, **form.cleaned_data, expected=expected, token=token, by=request.actor)

    return step_page(request, thing, form, PUBLISH, call, done=_("The number is recorded."))


@page(open_because="one study; the verb asks the permission")
def copy(request, uid):
    """Say which version of the record stands at the registry."""
    thing = _managed(request, uid)
    form = CopyForm(request.POST or None, filing=thing, initial={"record_version": thing.filed_version})

    def call(expected, token):
        return filings.mark_filed(thing, **form.cleaned_data, expected=expected, token=token, by=request.actor)

    return step_page(request, thing, form, COPY, call, done=_("Recorded."))


@page(open_because="one study; the verb asks the permission")
@require_POST
def step(request, uid):
    """Record a return, or cancel, each with a reason."""
    thing = _found(request, uid)
    verb = REASONED.get(request.POST.get("action", ""))
    if verb is not None:
        verb(
            thing, reason=form_tokens.words(request, "reason"), **form_tokens.posted(request, thing), by=request.actor
        )
        messages.success(request, _("Done: the filing is now “%(state)s”.") % {"state": thing.get_state_display()})
    return redirect(thing)


@page(open_because="one study; the verb asks the permission")
def report(request, uid):
    """Record a report to the registry."""
    event = FilingEvent.objects.filter(uid=uid).select_related("filing").first()
    if event is None:
        raise Http404
    thing = _managed(request, event.filing.uid)
    form = ReportForm(request.POST or None, initial={"reported_on": clock.today()})

    def call(expected, token):
        facts = {"expected": expected, "token": token, "by": request.actor}
        filing_events.report(event, **form.cleaned_data, **facts)
        return thing

    version_of = lambda: event.version  # noqa: E731 - the report's own version, not the filing's
    return step_page(request, thing, form, REPORT, call, done=_("The report is recorded."), version_of=version_of)
