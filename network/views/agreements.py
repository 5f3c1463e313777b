"""Agreements: the printed copy, the sealed copies, and comparing their codes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens, histories, lifecycle
from access.forms.refusals import carried_out
from access.refusals import Refused
from access.views.pages import page
from network import membership_permissions as permissions
from network import policies
from network.agreement_text import document
from network.domain import agreements
from network.forms.application import CodeForm, CopiesForm
from network.membership_enums import AgreementState
from network.models import Agreement
from network.version_permissions import VIEW_CAMPAIGN
from network.views.offers import offer, offers
from office.domain import attachments
from office.models import Attachment
from tools.sheets import content_disposition

STEPS = {
    "seal_hospital": agreements.seal_for_hospital,
    "seal_centre": agreements.seal_for_centre,
    "refuse_hospital": agreements.refuse_hospital_copy,
    "refuse_centre": agreements.refuse_centre_copy,
}
NEEDS_REASON = {"refuse_hospital", "refuse_centre"}
# Each side's copy: the button, and by whose permission it is uploaded.
COPIES = {
    "hospital_copy": (gettext_lazy("Upload the hospital's sealed copy"), permissions.SEAL_FOR_HOSPITAL),
    "centre_copy": (gettext_lazy("Upload the centre's sealed copy"), permissions.SEAL_FOR_CENTRE),
}
# Which comparison of the code is next in which state.
CONFIRMS = {
    AgreementState.HOSPITAL_SEALED: agreements.confirm_hospital_copy,
    AgreementState.CENTRE_SEALED: agreements.complete,
}
COMPARISONS = ("confirm_hospital", "complete")
OVER = (AgreementState.COMPLETE, AgreementState.CANCELLED)


def found(request, uid) -> Agreement:
    """The agreement in the address, or 404."""
    rows = Agreement.objects.select_related(
        "application", "member", "campaign", "hospital", "network__centre", "tier", "campus"
    )
    return door.get_visible_or_404(rows, request.actor, uid=uid)


@page(open_because="one agreement, visible through the door")
def agreement(request, uid):
    """The page of an agreement for both sides."""
    thing = found(request, uid)
    return _shown(request, thing, CodeForm())


def _shown(request, thing, code_form, copies_form=None, status=200):
    actor = request.actor
    uploads = _uploads(thing, actor)
    comparisons = lifecycle.actions(thing, actor, only=COMPARISONS)
    context = {
        "agreement": thing,
        "copies": Attachment.objects.of(thing).current().select_related("uploaded_by"),
        "copies_form": (copies_form or CopiesForm()) if any(item["enabled"] for item in uploads) else None,
        "uploads_off": [item for item in uploads if not item["enabled"]],
        "code_form": code_form if any(action.enabled for action in comparisons) else None,
        "comparisons_off": [action for action in comparisons if not action.enabled],
        "actions": lifecycle.actions(thing, actor),
        "steps": _steps(thing),
        "sees_campaign": bool(thing.campaign_id) and door.can(actor, VIEW_CAMPAIGN, thing.campaign),
        **histories.newest(thing, actor),
        "token": form_tokens.fresh(),
    }
    return render(request, "network/agreement.html", context, status=status)


def _uploads(thing, actor) -> list[dict]:
    """Uploading each side's copy, for those whose role knows it; a disabled one says whose turn it is."""
    if thing.state in OVER:
        return []
    found = (
        offer(actor, code, thing, name=kind, title=title, url="", guard=policies.copies_locked(thing, kind))
        for kind, (title, code) in COPIES.items()
    )
    return offers(*found)


def _steps(thing) -> list[dict]:
    """The way between the two seals: what is done, and whose turn it is."""
    if thing.state == AgreementState.CANCELLED:
        ended = (_("issued"), thing.get_state_display())
        return [{"title": title, "state": "done"} for title in ended]
    titles = (_("issued"), _("sealed by the hospital"), _("compared by the centre"), _("sealed by the centre"))
    place = list(AgreementState).index(thing.state) + 1
    done = thing.state == AgreementState.COMPLETE
    marks = ["done" if i < place or done else "current" if i == place else "todo" for i in range(5)]
    names = (*titles, _("compared by the hospital"))
    return [{"title": name, "state": mark} for name, mark in zip(names, marks, strict=True)]


@page(open_because="one agreement, visible through the door")
def printed(request, uid):
    """The agreement as a PDF with its code on every page."""
    from tools.documents.pdf import render_pdf

    thing = found(request, uid)
    response = HttpResponse(render_pdf(document(thing.content)), content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition(f"{thing.number}.pdf")
    response.headers["Cache-Control"] = "private, no-store"
    return response


@page(open_because="one agreement; the verb asks the permission")
@require_POST
def add_copies(request, uid):
    """Upload a sealed copy: a PDF, or photographs one after the other."""
    thing = found(request, uid)
    kind = next((kind for kind, state in policies.COPY_STATES.items() if state == thing.state), None)
    if kind is None:
        messages.error(request, str(policies.copies_locked(thing, "")))
        return redirect(thing)
    form = CopiesForm(request.POST, request.FILES)
    added = form.is_valid() and carried_out(
        form,
        lambda: attachments.attach(thing, form.cleaned_data["file"], kind=kind, by=request.actor),
        field="file",
    )
    if added:
        messages.success(request, _("The copy is uploaded. Add further pages, or say that it is complete."))
        return redirect(thing)
    door.require(request.actor, COPIES[kind][1], thing)
    return _shown(request, thing, CodeForm(), copies_form=form, status=422)


@page(open_because="one agreement; each verb asks its permission")
@require_POST
def step(request, uid):
    """Say that a copy is complete, or send the other side's copy back."""
    thing = found(request, uid)
    name = request.POST.get("action", "")
    if name in STEPS:
        extra = {"reason": form_tokens.words(request, "reason")} if name in NEEDS_REASON else {}
        STEPS[name](thing, **form_tokens.posted(request, thing), **extra, by=request.actor)
        messages.success(request, _("Done: %(state)s.") % {"state": thing.get_state_display()})
    return redirect(thing)


@page(open_because="one agreement; each verb asks its permission")
@require_POST
def confirm(request, uid):
    """Type the code read off the other side's copy."""
    thing = found(request, uid)
    if thing.state not in CONFIRMS:
        return redirect(thing)
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            posted = form_tokens.posted(request, thing)
            CONFIRMS[thing.state](thing, code=form.cleaned_data["code"], **posted, by=request.actor)
            messages.success(request, _("The code matches: %(state)s.") % {"state": thing.get_state_display()})
            return redirect(thing)
        except Refused as refused:
            form.add_error("code", str(refused.reason))
    return _shown(request, thing, form, status=422)
