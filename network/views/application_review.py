"""The centre's and the supervisor's work on an application."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access import door, form_tokens
from access.refusals import Refused, Stale
from access.views.pages import page
from network import membership_permissions as permissions
from network.domain import reviews
from network.eligibility import assess
from network.forms.review import AdmitForm, DeclineForm, OpinionForm, ReturnForm
from network.models import MembershipApplication
from network.proxy_policies import is_unconfirmed
from network.views.applications import found
from tools import clock


@page(permissions.CHECK_APPLICATION)
def return_for_completion(request, uid):
    """Return with a remark for each section."""
    thing = found(request, uid)
    door.require(request.actor, permissions.CHECK_APPLICATION, thing)
    form = ReturnForm(request.POST or None, application=thing)
    if request.method == "POST" and form.is_valid():
        remarks = form.cleaned_data
        if _carried_out(request, thing, form, reviews.return_for_completion, remarks=remarks):
            messages.success(request, _("The application is back with the hospital, with your remarks."))
            return redirect(thing)
    return _form_page(request, thing, form, _("Return for completion"), _("Return the application"), "danger")


@page(open_because="one application; each verb asks its permission")
@require_POST
def opinion(request, uid):
    """Give an opinion: the centre's people, or the region's supervisor."""
    thing = found(request, uid)
    form = OpinionForm(request.POST)
    if form.is_valid():
        of_centre = door.can(request.actor, permissions.REVIEW_APPLICATION, thing)
        verb = reviews.give_opinion if of_centre else reviews.advise
        verb(thing, **form.cleaned_data, by=request.actor)
        messages.success(request, _("Your opinion is added."))
    else:
        found_number = form.has_error("text", "resident_number")
        sentence = form.errors["text"][0] if found_number else _("Choose what your opinion comes to and write it.")
        messages.error(request, sentence)
    return redirect(thing)


@page(permissions.DECIDE_APPLICATION)
def decide(request, uid):
    """Admit at a tier for a term."""
    thing = found(request, uid)
    door.require(request.actor, permissions.DECIDE_APPLICATION, thing)
    form = AdmitForm(request.POST or None, application=thing)
    if request.method == "POST" and form.is_valid():
        if _carried_out(request, thing, form, reviews.admit, **form.cleaned_data):
            messages.success(request, _("Admitted. The agreement is issued; the hospital prints and seals it."))
            return redirect(thing)
    shown = not is_unconfirmed(thing)
    fits = assess(thing.hospital, thing.network, thing.tier, clock.today()) if shown else None
    words = _("Admit"), _("Admit and issue the agreement")
    return _form_page(request, thing, form, *words, "primary", assessment=fits)


@page(permissions.DECIDE_APPLICATION)
def decline(request, uid):
    """Decline with a reason."""
    thing = found(request, uid)
    door.require(request.actor, permissions.DECIDE_APPLICATION, thing)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _carried_out(request, thing, form, reviews.decline, **form.cleaned_data):
            messages.success(request, _("The application is declined; the hospital reads your reason."))
            return redirect(thing)
    return _form_page(request, thing, form, _("Decline"), _("Decline the application"), "danger")


def _carried_out(request, thing, form, verb, **facts) -> bool:
    """Whether the verb was carried out; a refusal stands at the top of the form, and what was typed is kept."""
    try:
        verb(thing, **facts, **form_tokens.posted(request, thing), by=request.actor)
    except Stale as stale:
        form.add_error(None, str(stale.reason))
        form.is_stale = True
        return False
    except Refused as refused:
        form.add_error(None, str(refused.reason))
        return False
    return True


def _form_page(request, thing, form, title, submit, tone, **further):
    # Once told, the second one may send the same text again, about what is there now.
    is_stale = getattr(form, "is_stale", False)
    context = {
        "application": thing,
        "form": form,
        "title": title,
        "submit": submit,
        "tone": tone,
        "version": _version_now(thing) if is_stale else request.POST.get("version", thing.version),
        "token": request.POST.get("token") or form_tokens.fresh(),
        **further,
    }
    status = 200 if request.method == "GET" else (409 if is_stale else 422)
    return render(request, "network/application_form.html", context, status=status)


def _version_now(thing) -> int:
    return MembershipApplication.objects.values_list("version", flat=True).get(pk=thing.pk)
