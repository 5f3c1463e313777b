"""Closing the account of somebody who leaves, and opening it again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access import door, holdings, people_permissions
from access.domain import departures
from access.forms.hand_over import ReasonForm
from access.models import Draft, RoleAssignment
from access.views.pages import page


@page(people_permissions.CLOSE_ACCOUNT)
def departure(request, uid):
    """What the person holds, why the account cannot be closed yet, and closing or opening it."""
    rows = RoleAssignment.objects.select_related("user")
    found = door.get_visible_or_404(rows, request.actor, uid=uid)
    door.require(request.actor, people_permissions.CLOSE_ACCOUNT, found)
    form = ReasonForm(request.POST or None)
    act = departures.close if found.user.is_active else departures.reopen
    if request.method == "POST" and form.is_valid():
        user = act(found, reason=form.cleaned_data["reason"], by=request.actor)
        messages.success(request, _told(user))
        return redirect(found)
    context = {
        "assignment": found,
        "form": form,
        "held": holdings.held(found.user),
        "drafts": Draft.objects.filter(user=found.user).count(),
        "refusal": departures.why_not(found, request.actor) if found.user.is_active else None,
    }
    return render(request, "access/departure.html", context)


def _told(user) -> str:
    if user.is_active:
        return _("The account of %(name)s is open again: give a role and issue a code for a new password.") % {
            "name": user.name
        }
    return _("The account of %(name)s is closed.") % {"name": user.name}
