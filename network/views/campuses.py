"""Editing and closing a campus: it is shown on its hospital's page."""

from django.utils.translation import gettext as _

from access import door
from access.views.pages import page
from network import permissions
from network.domain import campuses
from network.forms.changes import CloseForm
from network.forms.hospital import ReviseCampusForm
from network.models import Campus
from network.views.changes import Change, carry_out


def _found(request, uid) -> Campus:
    return door.get_visible_or_404(Campus.objects.select_related("hospital"), request.actor, uid=uid)


@page(permissions.CHANGE_HOSPITAL)
def revise(request, uid):
    """Names and address."""
    campus = _found(request, uid)
    change = Change(
        permissions.CHANGE_HOSPITAL,
        title=_("Edit the campus"),
        done=_("The campus is changed."),
        lead=str(campus),
        form_of=lambda data: ReviseCampusForm(data, campus=campus),
        verb=lambda form: campuses.revise(campus, changes=form.cleaned_data, by=request.actor),
    )
    return carry_out(request, campus.hospital, change, asked_on=campus)


@page(permissions.CHANGE_HOSPITAL)
def close(request, uid):
    """The end of a campus."""
    campus = _found(request, uid)
    change = Change(
        permissions.CHANGE_HOSPITAL,
        title=_("Close the campus"),
        done=_("The campus is closed; its memberships have ended."),
        lead=_("%(campus)s: its memberships end with it. This cannot be taken back.") % {"campus": campus},
        submit=_("Close the campus"),
        tone="danger",
        form_of=CloseForm,
        verb=lambda form: campuses.close(campus, **form.cleaned_data, by=request.actor),
    )
    return carry_out(request, campus.hospital, change, asked_on=campus)
