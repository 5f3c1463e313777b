"""Reviews: recording one, holding one with invited reviewers, the reviewer's own page; and the centre's decision."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens, histories, lifecycle
from access.refusals import Refused
from access.views.pages import page
from network.views.step_forms import StepForm, step_page
from office.models import Attachment
from studies import permissions
from studies.domain import networks, reviews
from studies.enums import ReviewKind, ReviewState, SeatState
from studies.forms.review import DecisionForm, DeclareForm, HoldForm, InviteForm, OpinionForm
from studies.views import finding
from tools import clock

HOLD = StepForm(
    gettext_lazy("Hold the review here"),
    gettext_lazy("Open the review"),
    gettext_lazy("Then invite reviewers; the record opens to each of them once no conflict is declared."),
)
CLOSE = StepForm(
    gettext_lazy("Close the review"),
    gettext_lazy("Close the review"),
    gettext_lazy("Reviewers read nothing any more once it is closed."),
)
NETWORK_STEPS = {"accept": networks.accept, "decline": networks.decline, "leave": networks.leave}
REASONS = {"decline", "leave"}


@page(open_because="one study; the verb asks the permission")
def record(request, uid, kind):
    """Record a review that was held elsewhere, with its paper."""
    thing = finding.study(request, uid)
    door.require(request.actor, permissions.MANAGE_STUDY, thing)
    if kind not in ReviewKind.values:
        raise Http404
    initial = {"decided_on": clock.today()}
    form = DecisionForm(request.POST or None, request.FILES or None, initial=initial)
    words = StepForm(
        _("Record: %(kind)s") % {"kind": ReviewKind(kind).label},
        _("Record the decision"),
        _("What was decided outside this system, with its paper."),
    )

    def call(expected, token):
        uploads = form.cleaned_data["file"]
        reviews.record(thing, kind=kind, decision=form.found, uploads=uploads, by=request.actor)
        return thing

    return step_page(request, thing, form, words, call, done=_("The decision is recorded."))


@page(open_because="one study; the verb asks the permission")
def hold(request, uid, kind):
    """Open a review by the own office."""
    thing = finding.study(request, uid)
    door.require(request.actor, permissions.MANAGE_STUDY, thing)
    if kind not in ReviewKind.values:
        raise Http404
    form = HoldForm(request.POST or None)

    def call(expected, token):
        return reviews.hold(thing, kind=kind, **form.cleaned_data, by=request.actor)

    return step_page(request, thing, form, HOLD, call, done=_("The review is open: invite reviewers."))


@page(permissions.VIEW_REVIEW)
def review(request, uid):
    """The page of a review for the lead hospital."""
    thing, actor = finding.review(request, uid), request.actor
    may_invite = thing.state == ReviewState.OPEN and door.can(actor, permissions.MANAGE_STUDY, thing)
    context = {
        "review": thing,
        "study": thing.study,
        "seats": thing.seats.select_related("reviewer"),
        "papers": Attachment.objects.of(thing).visible_to(actor).select_related("uploaded_by"),
        "invite_form": InviteForm() if may_invite else None,
        "actions": lifecycle.actions(thing, actor),
        "closings": lifecycle.actions(thing, actor, only=["close"]),
        "token": form_tokens.fresh(),
        **histories.newest(thing, actor),
    }
    return render(request, "studies/review.html", context)


@page(permissions.VIEW_REVIEW)
@require_POST
def invite(request, uid):
    """Invite a reviewer."""
    thing = finding.review(request, uid)
    form = InviteForm(request.POST)
    if form.is_valid():
        seat = reviews.invite(thing.study, review=thing, **form.cleaned_data, by=request.actor)
        messages.success(request, _("%(name)s is invited.") % {"name": seat.reviewer.name})
    else:
        messages.error(request, " ".join(form.errors["reviewer"]))
    return redirect(thing)


@page(permissions.VIEW_REVIEW)
def close(request, uid):
    """Close a review held here."""
    thing = finding.review(request, uid)
    door.require(request.actor, permissions.MANAGE_STUDY, thing)
    initial = {"body": thing.body, "decided_on": clock.today()}
    form = DecisionForm(request.POST or None, request.FILES or None, initial=initial)

    def call(expected, token):
        uploads, by = form.cleaned_data["file"], request.actor
        return reviews.close(thing, decision=form.found, uploads=uploads, expected=expected, token=token, by=by)

    return step_page(request, thing, form, CLOSE, call, done=_("The review is closed."))


@page(permissions.VIEW_REVIEW)
@require_POST
def cancel(request, uid):
    """Cancel an open review, with a reason."""
    thing = finding.review(request, uid)
    posted = form_tokens.posted(request, thing)
    reviews.cancel(thing, reason=form_tokens.words(request, "reason"), **posted, by=request.actor)
    messages.success(request, _("The review is cancelled."))
    return redirect(thing)


@page(open_because="the invited reviewer's own seat, visible through the door")
def seat(request, uid):
    """The reviewer's page: declare first, then read, then give the opinion."""
    thing = finding.seat(request, uid)
    is_own = thing.reviewer_id == request.user.pk
    form = _seat_form(request, thing) if is_own and thing.review.state == ReviewState.OPEN else None
    if request.method == "POST" and form is not None and form.is_valid():
        verb = reviews.declare if thing.state == SeatState.INVITED else reviews.give_opinion
        try:
            verb(thing, **form.cleaned_data, **form_tokens.posted(request, thing), by=request.actor)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("Thank you: this is recorded."))
            return redirect(thing)
    context = {
        "seat": thing,
        "study": thing.review.study,
        "form": form,
        "is_own": is_own,
        "version": request.POST.get("version", thing.version),
        "token": request.POST.get("token") or form_tokens.fresh(),
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "studies/seat.html", context, status=status)


def _seat_form(request, thing):
    made = {SeatState.INVITED: DeclareForm, SeatState.READING: OpinionForm}.get(thing.state)
    return made(request.POST or None) if made else None


@page(permissions.VIEW_STUDY_NETWORK)
def study_network(request, uid):
    """The study in a network: what the centre decides about."""
    thing, actor = finding.study_network(request, uid), request.actor
    context = {
        "row": thing,
        "study": thing.study,
        "reads": door.can(actor, permissions.READ_STUDY, thing.study),
        "actions": lifecycle.actions(thing, actor),
        "token": form_tokens.fresh(),
        **histories.newest(thing, actor),
    }
    return render(request, "studies/study_network.html", context)


@page(permissions.VIEW_STUDY_NETWORK)
@require_POST
def network_step(request, uid):
    """Take the study up, do not, or take it out."""
    thing = finding.study_network(request, uid)
    name = request.POST.get("action", "")
    if name in NETWORK_STEPS:
        extra = {"reason": form_tokens.words(request, "reason")} if name in REASONS else {}
        NETWORK_STEPS[name](thing, **extra, **form_tokens.posted(request, thing), by=request.actor)
        state = {"state": thing.get_state_display()}
        messages.success(request, _("Done: the study in this network is now “%(state)s”.") % state)
    return redirect(thing)
