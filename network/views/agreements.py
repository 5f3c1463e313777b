"""Agreements: the printed copy, the sealed copies, and comparing their codes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access import door, form_tokens, lifecycle, logbook
from access.presenters import entries
from access.refusals import Refused
from access.views.pages import page
from network import membership_permissions as permissions
from network.agreement_text import document
from network.domain import agreements
from network.forms.application import CodeForm, CopiesForm
from network.membership_enums import AgreementState
from network.models import Agreement
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
# Whose copy is uploaded in which state, and by whose permission.
UPLOADS = {
    AgreementState.ISSUED: ("hospital_copy", permissions.SEAL_FOR_HOSPITAL),
    AgreementState.HOSPITAL_CONFIRMED: ("centre_copy", permissions.SEAL_FOR_CENTRE),
}
# Who compares the code in which state.
CONFIRMS = {
    AgreementState.HOSPITAL_SEALED: (agreements.confirm_hospital_copy, permissions.CONFIRM_FOR_CENTRE),
    AgreementState.CENTRE_SEALED: (agreements.complete, permissions.CONFIRM_FOR_HOSPITAL),
}


def found(request, uid) -> Agreement:
    """The agreement in the address, or 404."""
    rows = Agreement.objects.select_related("application", "hospital", "network__centre", "tier", "campus")
    return door.get_visible_or_404(rows, request.actor, uid=uid)


@page(open_because="one agreement, visible through the door")
def agreement(request, uid):
    """The page of an agreement for both sides."""
    thing = found(request, uid)
    return _shown(request, thing, CodeForm())


def _shown(request, thing, code_form, status=200):
    actor = request.actor
    upload = UPLOADS.get(thing.state)
    confirm_step = CONFIRMS.get(thing.state)
    context = {
        "agreement": thing,
        "copies": Attachment.objects.of(thing).current().select_related("uploaded_by"),
        "copies_form": CopiesForm() if upload and door.can(actor, upload[1], thing) else None,
        "code_form": code_form if confirm_step and door.can(actor, confirm_step[1], thing) else None,
        "actions": lifecycle.actions(thing, actor),
        "steps": _steps(thing),
        "history": entries(logbook.history(thing)[:50]),
        "token": form_tokens.fresh(),
    }
    return render(request, "network/agreement.html", context, status=status)


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
    form = CopiesForm(request.POST, request.FILES)
    if thing.state not in UPLOADS or not form.is_valid():
        messages.error(request, _("Choose the file of the sealed copy."))
        return redirect(thing)
    try:
        attachments.attach(thing, form.cleaned_data["file"], kind=UPLOADS[thing.state][0], by=request.actor)
        messages.success(request, _("The copy is uploaded. Add further pages, or say that it is complete."))
    except Refused as refused:
        messages.error(request, str(refused.reason))
    return redirect(thing)


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
            CONFIRMS[thing.state][0](thing, code=form.cleaned_data["code"], **posted, by=request.actor)
            messages.success(request, _("The code matches: %(state)s.") % {"state": thing.get_state_display()})
            return redirect(thing)
        except Refused as refused:
            form.add_error("code", str(refused.reason))
    return _shown(request, thing, form, status=422)
