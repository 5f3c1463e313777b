"""The hospital's profile: its sections, and saying that it is right."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access import door, form_tokens
from access.forms.refusals import carried_out
from access.views.pages import page
from network import permissions
from network.domain import profiles
from network.forms.profile import ProfileSectionForm
from network.models import Hospital
from network.profile_sections import SECTIONS, section_of


def _hospital(request, uid, permission: str) -> Hospital:
    hospital = door.get_visible_or_404(Hospital.objects.select_related("profile"), request.actor, uid=uid)
    door.require(request.actor, permission, hospital)
    return hospital


@page(permissions.CHANGE_PROFILE)
def section(request, uid, code):
    """One section of the profile; saving leads to the next one."""
    chosen = section_of(code)
    if chosen is None:
        raise Http404
    hospital = _hospital(request, uid, permissions.CHANGE_PROFILE)
    form = ProfileSectionForm(request.POST or None, section=chosen, profile=hospital.profile)
    if request.method == "POST" and form.is_valid():
        saved = carried_out(
            form,
            lambda: profiles.update_profile(
                hospital, changes=form.changes, expected=form.cleaned_data["version"], by=request.actor
            ),
        )
        if saved:
            messages.success(request, _("“%(section)s” is saved.") % {"section": chosen.title})
            return redirect(_after(hospital, code))
    context = {"hospital": hospital, "form": form, "section": chosen, "tabs": _tabs(hospital, code)}
    return render(request, "network/profile_section.html", context)


def _after(hospital: Hospital, code: str) -> str:
    codes = [item.code for item in SECTIONS]
    following = codes[codes.index(code) + 1 :]
    if not following:
        return hospital.get_absolute_url()
    return reverse("network:profile_section", args=[hospital.uid, following[0]])


def _tabs(hospital: Hospital, code: str) -> list[dict]:
    return [
        {
            "title": item.title,
            "url": reverse("network:profile_section", args=[hospital.uid, item.code]),
            "active": item.code == code,
        }
        for item in SECTIONS
    ]


@page(permissions.CONFIRM_PROFILE)
@require_POST
def confirm(request, uid):
    """Say that the profile is right as of today."""
    hospital = _hospital(request, uid, permissions.CONFIRM_PROFILE)
    expected = form_tokens.posted(request, hospital)["expected"]
    profiles.confirm_profile(hospital, expected=expected, by=request.actor)
    messages.success(request, _("The profile is confirmed as of today."))
    return redirect(hospital)
