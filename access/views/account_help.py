"""What an administrator does for people who cannot sign in."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from access import door, permissions
from access.domain import passwords, sign_ins
from access.models import RoleAssignment
from access.views.pages import page


def _found(request, uid) -> RoleAssignment:
    return door.get_visible_or_404(RoleAssignment.objects.select_related("user"), request.actor, uid=uid)


@page(permissions.HELP_SIGN_IN)
@require_POST
def unlock(request, uid):
    """Let the person try again at once."""
    assignment = _found(request, uid)
    sign_ins.unlock(assignment, by=request.actor)
    messages.success(request, _("%(name)s can sign in again.") % {"name": assignment.user.name})
    return redirect(assignment)


@page(permissions.HELP_SIGN_IN)
@require_POST
def reopen(request, uid):
    """Open an account that was left unused."""
    assignment = _found(request, uid)
    sign_ins.reopen(assignment, by=request.actor)
    messages.success(request, _("%(name)s can sign in again.") % {"name": assignment.user.name})
    return redirect(assignment)


@page(permissions.HELP_SIGN_IN)
@never_cache
@require_POST
def issue_reset_code(request, uid):
    """A code for a new password, shown only this time."""
    assignment = _found(request, uid)
    row, code = passwords.issue_reset_code(assignment, by=request.actor)
    return render(request, "access/reset_code.html", {"assignment": assignment, "row": row, "code": code})
