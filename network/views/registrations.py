"""Registrations of hospitals before those who decide: queue, page, steps."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens, histories, inbox, lifecycle
from access.enums import ScopeKind
from access.roles import HOSPITAL_ADMIN
from access.views.lists import ListPage
from access.views.pages import page
from network import organisation_permissions as permissions
from network.domain import hospital_registrations
from network.models import HospitalRegistration
from network.tables.hospital_registrations import RegistrationFilter, RegistrationTable
from office.models import Attachment

STEPS = {
    "approve": hospital_registrations.approve,
    "return": hospital_registrations.send_back,
    "refuse": hospital_registrations.refuse,
}


class Registrations(ListPage):
    """Hospitals that ask to come in, those to be decided first."""

    model = HospitalRegistration
    table_class = RegistrationTable
    filterset_class = RegistrationFilter
    permission = permissions.VIEW_REGISTRATION
    title = gettext_lazy("Registrations of hospitals")
    lead = gettext_lazy("Handed in on the public site by people of the hospitals, who have no account yet.")

    def get_queryset(self):
        """Newest first."""
        return super().get_queryset().with_names().order_by("-submitted_at", "-pk")


def _found(request, uid) -> HospitalRegistration:
    rows = HospitalRegistration.objects.with_names().select_related("invitation")
    return door.get_visible_or_404(rows, request.actor, uid=uid)


@page(permissions.VIEW_REGISTRATION)
def registration(request, uid):
    """One registration with its letter, and what can be decided."""
    thing = _found(request, uid)
    context = {
        "registration": thing,
        "facts": _facts(thing),
        "people": _people(thing),
        "letters": Attachment.objects.of(thing).visible_to(request.actor).current(),
        "actions": lifecycle.actions(thing, request.actor),
        "token": form_tokens.fresh(),
        **histories.newest(thing, request.actor),
    }
    return render(request, "network/registration.html", context)


def _facts(thing: HospitalRegistration) -> list[dict]:
    url = thing.hospital.get_absolute_url() if thing.hospital else ""
    return [
        {"label": _("What is asked for"), "value": thing.get_kind_display()},
        {"label": _("Hospital"), "value": thing.name_zh, "url": url},
        {
            "label": _("Unified social credit code"),
            "value": thing.credit_code,
            "note": thing.credit_code_override_reason,
        },
        {"label": _("Level"), "value": thing.get_level_display()},
        {"label": _("Type of institution"), "value": thing.get_institution_type_display()},
        {"label": _("Region"), "value": str(thing.region)},
        {"label": _("Division"), "value": str(thing.division), "note": thing.address},
        {"label": _("Administrators that it has today"), "value": _administrators(thing)},
    ]


def _administrators(thing: HospitalRegistration) -> int:
    if thing.hospital is None:
        return 0
    return len(inbox.holders(HOSPITAL_ADMIN, ScopeKind.HOSPITAL, thing.hospital_id))


def _people(thing: HospitalRegistration) -> list[dict]:
    return [
        {"label": _("Who asks"), "value": thing.person_name},
        {"label": _("Department and post"), "value": thing.job_title},
        {"label": _("Work e-mail"), "value": thing.email},
        {"label": _("Work phone"), "value": thing.phone},
        {"label": _("Centre that was named"), "value": str(thing.centre) if thing.centre else ""},
    ]


@page(permissions.DECIDE_REGISTRATION)
@require_POST
def step(request, uid):
    """Approve, return or refuse."""
    thing = _found(request, uid)
    name = request.POST.get("action", "")
    if name in STEPS:
        posted = form_tokens.posted(request, thing)
        STEPS[name](thing, reason=form_tokens.words(request, "reason"), **posted, by=request.actor)
        messages.success(
            request, _("Done: the registration is “%(state)s” now.") % {"state": thing.get_state_display()}
        )
    return redirect(thing)
