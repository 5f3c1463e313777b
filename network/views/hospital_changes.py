"""Changing what the directory says about a hospital: one short form for each verb."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access import door
from access.views.pages import page
from network import permissions
from network.domain import campuses, hospitals
from network.forms.hospital import CampusForm, CreditCodeForm, OtherNameForm, RenameForm
from network.forms.refusals import carried_out
from network.models import Hospital


def _carry_out(request, uid, permission: str, *, form_of, verb, title: str, done: str):
    """The form's page, or the hospital's after the verb was carried out with what the form holds."""
    hospital = door.get_visible_or_404(Hospital.objects.all(), request.actor, uid=uid)
    door.require(request.actor, permission, hospital)
    form = form_of(request.POST or None, hospital)
    if request.method == "POST" and form.is_valid():
        if carried_out(form, lambda: verb(hospital, form)) is not None:
            messages.success(request, done)
            return redirect(hospital)
    return render(request, "network/hospital_form.html", {"hospital": hospital, "form": form, "title": title})


@page(permissions.CHANGE_HOSPITAL)
def add_campus(request, uid):
    """A further campus."""
    return _carry_out(
        request,
        uid,
        permissions.CHANGE_HOSPITAL,
        form_of=lambda data, hospital: CampusForm(data),
        verb=lambda hospital, form: campuses.add(hospital, facts=form.campus(is_main=False), by=request.actor),
        title=_("Add a campus"),
        done=_("The campus is added."),
    )


@page(permissions.ADD_NAME)
def add_name(request, uid):
    """A further name."""
    return _carry_out(
        request,
        uid,
        permissions.ADD_NAME,
        form_of=lambda data, hospital: OtherNameForm(data),
        verb=lambda hospital, form: hospitals.add_name(hospital, **form.cleaned_data, by=request.actor),
        title=_("Add a further name"),
        done=_("The name is added."),
    )


@page(permissions.CHANGE_HOSPITAL)
def rename(request, uid):
    """Another name from a day on."""
    return _carry_out(
        request,
        uid,
        permissions.CHANGE_HOSPITAL,
        form_of=lambda data, hospital: RenameForm(data),
        verb=lambda hospital, form: hospitals.rename(hospital, **form.cleaned_data, by=request.actor),
        title=_("Rename the hospital"),
        done=_("The hospital is renamed; its former name still leads here."),
    )


@page(permissions.CHANGE_HOSPITAL)
def correct_credit_code(request, uid):
    """Another credit code."""
    return _carry_out(
        request,
        uid,
        permissions.CHANGE_HOSPITAL,
        form_of=lambda data, hospital: CreditCodeForm(
            data, hospital=hospital, initial={"credit_code": hospital.credit_code}
        ),
        verb=lambda hospital, form: hospitals.correct_credit_code(
            hospital,
            code=form.cleaned_data["credit_code"],
            override_reason=form.cleaned_data["credit_code_override_reason"],
            by=request.actor,
        ),
        title=_("Correct the credit code"),
        done=_("The credit code is corrected."),
    )
