"""Changing what the directory says about a hospital: its names, facts and end."""

from django.utils.translation import gettext as _

from access import door
from access.views.pages import page
from network import permissions
from network.domain import campuses, hospitals, other_names
from network.forms.hospital import (
    CampusForm,
    CloseHospitalForm,
    CreditCodeForm,
    EndNameForm,
    OtherNameForm,
    RenameForm,
    ReviseHospitalForm,
)
from network.models import Hospital
from network.views.changes import Change, carry_out


def _found(request, uid) -> Hospital:
    return door.get_visible_or_404(Hospital.objects.all(), request.actor, uid=uid)


@page(permissions.CHANGE_HOSPITAL)
def add_campus(request, uid):
    """A further campus."""
    hospital = _found(request, uid)
    change = Change(
        permissions.CHANGE_HOSPITAL,
        title=_("Add a campus"),
        done=_("The campus is added."),
        form_of=CampusForm,
        verb=lambda form: campuses.add(hospital, facts=form.campus(is_main=False), by=request.actor),
    )
    return carry_out(request, hospital, change)


@page(permissions.ADD_NAME)
def add_name(request, uid):
    """A further name."""
    hospital = _found(request, uid)
    change = Change(
        permissions.ADD_NAME,
        title=_("Add a further name"),
        done=_("The name is added."),
        form_of=OtherNameForm,
        verb=lambda form: hospitals.add_name(hospital, **form.cleaned_data, by=request.actor),
    )
    return carry_out(request, hospital, change)


@page(permissions.ADD_NAME)
def end_name(request, uid):
    """Until when a further name is in use."""
    hospital = _found(request, uid)
    change = Change(
        permissions.ADD_NAME,
        title=_("End a further name"),
        done=_("The name has its last day; the hospital is still found by it."),
        form_of=lambda data: EndNameForm(data, hospital=hospital),
        verb=lambda form: other_names.end(hospital, **form.cleaned_data, by=request.actor),
    )
    return carry_out(request, hospital, change)


@page(permissions.CHANGE_HOSPITAL)
def rename(request, uid):
    """Another name from a day on."""
    hospital = _found(request, uid)
    change = Change(
        permissions.CHANGE_HOSPITAL,
        title=_("Rename the hospital"),
        done=_("The hospital is renamed; its former name still leads here."),
        form_of=RenameForm,
        verb=lambda form: hospitals.rename(hospital, **form.facts, by=request.actor),
    )
    return carry_out(request, hospital, change)


@page(permissions.CHANGE_HOSPITAL)
def correct_credit_code(request, uid):
    """Another credit code."""
    hospital = _found(request, uid)
    change = Change(
        permissions.CHANGE_HOSPITAL,
        title=_("Correct the credit code"),
        done=_("The credit code is corrected."),
        form_of=lambda data: CreditCodeForm(data, hospital=hospital, initial={"credit_code": hospital.credit_code}),
        verb=lambda form: hospitals.correct_credit_code(
            hospital,
            code=form.cleaned_data["credit_code"],
            override_reason=form.cleaned_data["credit_code_override_reason"],
            by=request.actor,
        ),
    )
    return carry_out(request, hospital, change)


@page(permissions.CHANGE_HOSPITAL)
def revise(request, uid):
    """Level, type, management class, legal person."""
    hospital = _found(request, uid)
    change = Change(
        permissions.CHANGE_HOSPITAL,
        title=_("Change level and type"),
        done=_("The facts are changed."),
        form_of=lambda data: ReviseHospitalForm(data, hospital=hospital),
        verb=lambda form: hospitals.revise(
            hospital,
            changes=form.changes,
            reason=form.cleaned_data["reason"],
            level_on=form.cleaned_data["level_on"],
            basis=form.basis,
            expected=form.cleaned_data["version"],
            by=request.actor,
        ),
    )
    return carry_out(request, hospital, change)


@page(permissions.CHANGE_HOSPITAL)
def close(request, uid):
    """The end of a hospital."""
    hospital = _found(request, uid)
    change = Change(
        permissions.CHANGE_HOSPITAL,
        title=_("Close the hospital"),
        done=_("The hospital is closed; its memberships have ended."),
        lead=_("Its campuses close and its memberships end with it. This cannot be taken back."),
        submit=_("Close the hospital"),
        tone="danger",
        form_of=lambda data: CloseHospitalForm(data, hospital=hospital),
        verb=lambda form: _close(hospital, form, request.actor),
    )
    return carry_out(request, hospital, change)


def _close(hospital: Hospital, form: CloseHospitalForm, actor) -> Hospital:
    data = form.cleaned_data
    facts = {name: data[name] for name in ("on", "reason", "into")}
    return hospitals.close(hospital, expected=data["version"], **facts, basis=form.basis, by=actor)
