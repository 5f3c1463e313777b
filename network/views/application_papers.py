"""The papers of an application: uploaded, taken from the hospital's shelf, withdrawn."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access import door, form_tokens
from access.forms.refusals import carried_out
from access.views.pages import page
from network import membership_permissions as permissions
from network.domain import application_papers
from network.forms.application import PaperForm
from network.policies import papers_locked
from network.sections import ON_SHELF, PAPER_TITLES, questions_of
from network.views.application_context import keeps_shelf, page_context
from network.views.applications import found
from office.domain import attachments
from office.forms.shelf import StandingForm, field_of
from office.models import Attachment, StandingDocument
from office.permissions import ADD_STANDING, VIEW_STANDING


@page(open_because="one application; the verb asks the permission")
@require_POST
def add_paper(request, uid):
    """Attach a paper: one file, or photographs that become one PDF."""
    thing = found(request, uid)
    offered = {"keeps_shelf": keeps_shelf(request.actor, thing), "questions": questions_of(thing)}
    form = PaperForm(request.POST, request.FILES, **offered)
    added = form.is_valid() and carried_out(
        form,
        lambda: attachments.attach(thing, form.cleaned_data["file"], kind=form.cleaned_data["kind"], by=request.actor),
        field="file",
    )
    if added:
        messages.success(request, _("“%(name)s” is attached.") % {"name": added.name})
        return redirect(thing)
    context = page_context(thing, request.actor)
    if context["paper_form"] is None:  # the page has no place for the sentence any more
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
        return redirect(thing)
    return render(request, "network/application.html", context | {"paper_form": form}, status=422)


@page(open_because="one application; the verb asks the permission")
@require_POST
def withdraw_paper(request, uid, paper):
    """Withdraw a paper."""
    thing = found(request, uid)
    attachment = get_object_or_404(Attachment.objects.of(thing).current(), uid=paper)
    attachments.withdraw(attachment, owner=thing, by=request.actor)
    messages.success(request, _("“%(name)s” is withdrawn.") % {"name": attachment.name})
    return redirect(thing)


@page(VIEW_STANDING)
@require_POST
def take_from_shelf(request, uid):
    """Put a document of the shelf, whose uid is posted, among the papers."""
    thing = found(request, uid)
    document = _posted_document(request)
    application_papers.take_from_shelf(thing, document=document, by=request.actor)
    messages.success(request, _("“%(name)s” is attached.") % {"name": document})
    return redirect(thing)


def _posted_document(request) -> StandingDocument:
    """The document that is posted; what is no uid, not visible or of no kind that applications take is not there."""
    try:
        rows = StandingDocument.objects.filter(kind__in=ON_SHELF)
        return door.get_visible_or_404(rows, request.actor, uid=form_tokens.words(request, "document"))
    except ValidationError:
        raise Http404 from None


@page(ADD_STANDING)
def add_to_shelf(request, uid, kind):
    """Describe a document that is not on the shelf yet: it is put there and among the papers."""
    thing = found(request, uid)
    if kind not in ON_SHELF:
        raise Http404
    door.require(request.actor, permissions.CHANGE_APPLICATION, thing)
    locked = papers_locked(thing, kind)
    if locked:
        messages.info(request, str(locked))
        return redirect(thing)
    form = StandingForm(request.POST or None, request.FILES or None, kind=kind, initial=_known(thing, kind))
    if request.method == "POST" and form.is_valid() and _added(request, thing, form):
        messages.success(
            request, _("“%(name)s” is attached, and on the shelf for next time.") % {"name": form.facts.number}
        )
        return redirect(thing)
    context = {"application": thing, "form": form, "title": PAPER_TITLES[kind]}
    return render(request, "network/application_to_shelf.html", context, status=422 if form.errors else 200)


def _added(request, thing, form):
    return carried_out(
        form,
        lambda: application_papers.add_to_shelf(thing, facts=form.facts, uploads=form.uploads, by=request.actor),
        field=field_of,
    )


def _known(thing, kind: str) -> dict:
    """What the hospital's profile says already."""
    fields = {"gcp_record": "gcp_record_number", "ethics_record": "ethics_record_number"}
    profile = getattr(thing.hospital, "profile", None)
    return {"number": getattr(profile, fields[kind])} if profile and kind in fields else {}
