"""The shelf of standing documents: list, one document, adding, renewing, taking off."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens, histories
from access.forms.refusals import carried_out
from access.refusals import Refused
from access.scopes import scope_labels
from access.views.lists import ListPage
from access.views.pages import page
from office.domain import shelf
from office.enums import StandingKind, StandingState
from office.forms.shelf import AddForm, RenewForm, field_of
from office.models import Attachment, StandingDocument
from office.permissions import ADD_STANDING, CHANGE_STANDING, VIEW_STANDING
from office.tables.shelf import ShelfFilter, ShelfTable, state_shown

# What the list leaves out until somebody asks for it.
PUT_AWAY = (StandingState.REPLACED, StandingState.ENDED)


class Shelf(ListPage):
    """The standing documents of the actor's hospitals."""

    model = StandingDocument
    table_class = ShelfTable
    filterset_class = ShelfFilter
    permission = VIEW_STANDING
    title = gettext_lazy("Standing documents")
    lead = gettext_lazy(
        "The hospital's licence and records, each kept once: forms offer what is valid, and you are told in time to "
        "renew it."
    )
    create_url = "office:add_standing_document"
    create_title = gettext_lazy("Put a document onto the shelf")
    create_permission = ADD_STANDING

    def get_queryset(self):
        """With what holds today, by kind and last day; what was put away only when the filter asks for it."""
        rows = super().get_queryset().with_state().order_by("kind", "valid_to", "pk")
        return rows if self.request.GET.get("state") else rows.exclude(state_shown__in=PUT_AWAY)

    def get_table_kwargs(self) -> dict:
        """The hospital only for those who keep several shelves."""
        several = len(self.request.actor.scope_ids(VIEW_STANDING, "hospital")) > 1
        return {} if several else {"exclude": ("hospital",)}


def _found(request, uid) -> StandingDocument:
    rows = StandingDocument.objects.select_related("replaces", "successor", "added_by")
    return door.get_visible_or_404(rows, request.actor, uid=uid)


@page(VIEW_STANDING)
def document(request, uid):
    """One document with its copy, its predecessor and successor, and what can be done."""
    thing = _found(request, uid)
    context = {
        "crumbs": _crumbs(thing),
        "document": thing,
        "state": state_shown(thing),
        "facts": _facts(thing),
        "copies": Attachment.objects.of(thing).current().select_related("uploaded_by"),
        "renew": _renew(request.actor, thing),
        "end": _end(request.actor, thing),
        **histories.newest(thing, request.actor),
    }
    return render(request, "office/standing_document.html", context)


def _crumbs(here) -> list[dict]:
    return [{"title": _("Standing documents"), "url": reverse("office:shelf")}, {"title": here}]


def _facts(thing: StandingDocument) -> list[dict]:
    labels = scope_labels([(thing.scope_kind, thing.scope_id)])
    facts = [
        {"label": _("Hospital"), "value": labels.get((thing.scope_kind, thing.scope_id), "")},
        {"label": _("Number of the document"), "value": thing.number},
        {"label": _("Issuing authority"), "value": thing.issuer},
        {"label": _("Valid from"), "value": thing.valid_from.isoformat()},
        {"label": _("Last valid day"), "value": thing.valid_to.isoformat() if thing.valid_to else _("no last day")},
    ]
    if thing.replaces:
        facts.append({"label": _("Replaces"), "value": thing.replaces, "url": thing.replaces.get_absolute_url()})
    if thing.replaced_on:
        new = thing.successor
        note = _("from %(day)s on") % {"day": thing.replaced_on.isoformat()}
        facts.append({"label": _("Replaced by"), "value": new, "url": new.get_absolute_url(), "note": note})
    if thing.ended_on:
        note = thing.end_reason
        facts.append({"label": _("Taken off on"), "value": thing.ended_on.isoformat(), "note": note})
    return facts


def _renew(actor, thing) -> dict:
    refusal = door.why(actor, CHANGE_STANDING, thing) or shelf.not_live(thing)
    url = reverse("office:renew_standing_document", args=[thing.uid])
    return {"name": "renew", "title": _("Renew"), "url": url, "enabled": refusal is None, "refusal": refusal}


def _end(actor, thing) -> dict | None:
    """The way to take it off; nothing on what is off already: the disabled way to renew says why."""
    if not thing.is_live:
        return None
    url = reverse("office:end_standing_document", args=[thing.uid])
    refusal = door.why(actor, CHANGE_STANDING, thing)
    return {
        "name": "end",
        "title": _("Take off the shelf"),
        "url": url,
        "enabled": refusal is None,
        "refusal": refusal,
        "needs_reason": True,
    }


@page(ADD_STANDING)
def add(request):
    """Put a document onto the shelf."""
    asked = request.GET.get("kind", "")
    initial = {"kind": asked} if asked in StandingKind else {}
    form = AddForm(request.POST or None, request.FILES or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = carried_out(
            form,
            lambda: shelf.add(form.owner, facts=form.facts, uploads=form.uploads, by=request.actor),
            field=field_of,
        )
        if made:
            messages.success(request, _("“%(document)s” is on the shelf.") % {"document": made})
            return redirect(made)
    return _shown(request, form, _("Put a document onto the shelf"), reverse("office:shelf"))


@page(CHANGE_STANDING)
def renew(request, uid):
    """Replace a document by its successor."""
    thing = _found(request, uid)
    door.require(request.actor, CHANGE_STANDING, thing)
    refusal = shelf.not_live(thing)
    if refusal is not None:
        raise Refused(refusal, thing)
    form = RenewForm(request.POST or None, request.FILES or None, document=thing)
    if request.method == "POST" and form.is_valid():
        expected = form.cleaned_data["version"]
        made = carried_out(
            form,
            lambda: shelf.renew(thing, facts=form.facts, uploads=form.uploads, expected=expected, by=request.actor),
            field=field_of,
        )
        if made:
            messages.success(request, _("Renewed: “%(document)s” is on the shelf.") % {"document": made})
            return redirect(made)
    return _shown(request, form, _("Renew: %(document)s") % {"document": thing}, thing.get_absolute_url())


def _shown(request, form, title: str, back: str):
    context = {"crumbs": _crumbs(title), "form": form, "title": title, "back": back}
    return render(request, "office/standing_form.html", context, status=422 if form.errors else 200)


@page(CHANGE_STANDING)
@require_POST
def end(request, uid):
    """Take a document off the shelf, with a reason."""
    thing = _found(request, uid)
    expected = form_tokens.posted(request, thing)["expected"]
    shelf.end(thing, reason=form_tokens.words(request, "reason"), expected=expected, by=request.actor)
    messages.success(request, _("“%(document)s” is off the shelf.") % {"document": thing})
    return redirect("office:shelf")
