"""The places of one site under competitive enrolment: reserved, filled, released."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access import door, form_tokens
from access.door import get_visible_or_404
from access.views.pages import page
from studies import permissions
from studies.domain import enrolment
from studies.forms.enrolment import EnrolForm, ReleaseForm
from studies.models import EnrolmentPlan, EnrolmentSlot, StudySite


def _site(request, uid) -> StudySite:
    rows = StudySite.objects.select_related("study", "hospital", "lead_hospital")
    return get_visible_or_404(rows, request.actor, uid=uid)


def _slot(request, uid) -> EnrolmentSlot:
    return get_visible_or_404(EnrolmentSlot.objects.select_related("study_site__study"), request.actor, uid=uid)


@page(permissions.VIEW_SLOT)
def slots(request, uid):
    """The site's places, newest first, and whether a further one is free."""
    site = _site(request, uid)
    plan = EnrolmentPlan.objects.filter(study=site.study, cap__isnull=False).first()
    may_take = door.can(request.actor, permissions.TAKE_SLOT, site)
    context = {
        "site": site,
        "study": site.study,
        "plan": plan,
        "slots": EnrolmentSlot.objects.filter(study_site=site).visible_to(request.actor).select_related("reserved_by"),
        "shut": enrolment.full(plan, site) if plan else None,
        "may_take": may_take and plan is not None,
        "enrol_form": EnrolForm(),
        "release_form": ReleaseForm(),
        "token": form_tokens.fresh(),
    }
    return render(request, "studies/slots.html", context)


@page(permissions.TAKE_SLOT)
@require_POST
def reserve(request, uid):
    """Reserve a place before consent."""
    site = _site(request, uid)
    slot = enrolment.reserve(site, by=request.actor)
    messages.success(request, _("Place %(number)d is reserved.") % {"number": slot.sequence})
    return redirect("studies:slots", uid=site.uid)


@page(permissions.TAKE_SLOT)
@require_POST
def enrol(request, uid):
    """Fill a place on the posted day."""
    slot, form = _slot(request, uid), EnrolForm(request.POST)
    if form.is_valid():
        enrolment.enrol(slot, **form.cleaned_data, **form_tokens.posted(request, slot), by=request.actor)
        messages.success(request, _("Place %(number)d is filled.") % {"number": slot.sequence})
    else:
        messages.error(request, " ".join(form.errors["day"]))
    return redirect("studies:slots", uid=slot.study_site.uid)


@page(permissions.TAKE_SLOT)
@require_POST
def release(request, uid):
    """Give a place back for the posted reason."""
    slot, form = _slot(request, uid), ReleaseForm(request.POST)
    if form.is_valid():
        enrolment.release(slot, **form.cleaned_data, **form_tokens.posted(request, slot), by=request.actor)
        messages.success(request, _("Place %(number)d is released.") % {"number": slot.sequence})
    else:
        messages.error(request, " ".join(form.errors["reason"]))
    return redirect("studies:slots", uid=slot.study_site.uid)
