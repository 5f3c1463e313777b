"""Mergers and splits, each on a page that shows beforehand what becomes of what; and events noted by hand."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access import door
from access.forms.refusals import carried_out
from access.views.pages import page
from network import permissions
from network.domain import departures, hospitals, organisation_events, reorganisations
from network.forms.reorganisation import EventForm, MergeForm, MergeTargetForm, SplitForm
from network.models import Campus, Hospital, MembershipApplication
from network.views.changes import Change, carry_out
from office.models import StandingDocument


def _found(request, uid) -> Hospital:
    return door.get_visible_or_404(Hospital.objects.all(), request.actor, uid=uid)


@page(permissions.CHANGE_HOSPITAL)
def merge_target(request, uid):
    """Into which hospital: leads to the page with what becomes of what."""
    hospital = _found(request, uid)
    door.require(request.actor, permissions.CHANGE_HOSPITAL, hospital)
    form = MergeTargetForm(request.POST or None, hospital=hospital)
    if request.method == "POST" and form.is_valid():
        return redirect("network:merge_hospital", uid=hospital.uid, into=form.cleaned_data["into"].uid)
    change = {"title": _("Merge the hospital"), "submit": _("Go on to the preview"), "lead": ""}
    context = {"thing": hospital, "form": form, "change": change}
    context |= {"list_name": "network:hospitals", "list_title": _("Hospitals")}
    return render(request, "network/change_form.html", context, status=422 if form.errors else 200)


@page(permissions.CHANGE_HOSPITAL)
def merge(request, uid, into):
    """What becomes of campuses, memberships and people; then the merger."""
    hospital, successor = _found(request, uid), _found(request, into)
    door.require(request.actor, permissions.CHANGE_HOSPITAL, hospital)
    form = MergeForm(request.POST or None, hospital=hospital, into=successor)
    if request.method == "POST" and form.is_valid():
        done = carried_out(form, lambda: _merge(hospital, successor, form, request.actor))
        if done is not None:
            messages.success(
                request, _("%(hospital)s is merged; the roles at it have ended.") % {"hospital": hospital}
            )
            return redirect(successor)
    context = {
        "hospital": hospital,
        "into": successor,
        "form": form,
        "facts": _ending(hospital),
        "refusal": hospitals.successor_problem(hospital, successor) or hospitals.hosting(hospital),
    }
    return render(request, "network/merge_hospital.html", context, status=422 if form.is_bound else 200)


def _merge(hospital: Hospital, into: Hospital, form: MergeForm, actor) -> Hospital:
    return reorganisations.merge(
        hospital,
        into=into,
        campus_names=form.campus_names,
        decided=form.decided,
        expected=form.cleaned_data["version"],
        by=actor,
    )


def _ending(hospital: Hospital) -> list[dict]:
    """What ends with the hospital, in numbers; whoever merges sees every hospital."""
    applications = MembershipApplication.objects.open().filter(hospital=hospital).count()
    documents = StandingDocument.objects.of_hospital(hospital).live().count()
    return [
        {"label": _("Roles of its people that end"), "value": departures.roles_at(hospital).count()},
        {"label": _("Invitations that are taken back"), "value": departures.invitations_to(hospital).count()},
        {"label": _("Open applications that are withdrawn"), "value": applications},
        {"label": _("Documents taken off the shelf"), "value": documents},
    ]


@page(permissions.CHANGE_HOSPITAL)
def split(request, uid):
    """A campus as a hospital of its own."""
    rows = Campus.objects.select_related("hospital", "division", "region")
    campus = door.get_visible_or_404(rows, request.actor, uid=uid)
    door.require(request.actor, permissions.CHANGE_HOSPITAL, campus)
    form = SplitForm(request.POST or None, campus=campus)
    if request.method == "POST" and form.is_valid():
        made = carried_out(form, lambda: _split(campus, form, request.actor))
        if made is not None:
            messages.success(request, _("%(hospital)s is a hospital of its own now.") % {"hospital": made})
            return redirect(made)
    context = {"campus": campus, "hospital": campus.hospital, "form": form}
    return render(request, "network/split_campus.html", context, status=422 if form.is_bound else 200)


def _split(campus: Campus, form: SplitForm, actor) -> Hospital:
    return reorganisations.split(
        campus,
        facts=form.facts(),
        campus_name=form.cleaned_data["campus_name"],
        decided=form.decided,
        expected=form.cleaned_data["version"],
        by=actor,
    )


@page(permissions.CHANGE_HOSPITAL)
def note_event(request, uid):
    """An event that changes nothing else."""
    hospital = _found(request, uid)
    change = Change(
        permissions.CHANGE_HOSPITAL,
        title=_("Note an event"),
        done=_("The event stands in the hospital's history."),
        form_of=EventForm,
        verb=lambda form: organisation_events.note(hospital, **form.facts, by=request.actor),
    )
    return carry_out(request, hospital, change)
