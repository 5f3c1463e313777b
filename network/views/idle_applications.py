"""Beginning anew what was closed as left."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access.views.pages import page
from network import membership_permissions as permissions
from network.domain import idle_applications
from network.views.applications import found


@page(permissions.ADD_APPLICATION)
@require_POST
def begin_anew(request, uid):
    """Open a new draft with the answers of an application that was closed as left."""
    old = found(request, uid)
    made = idle_applications.begin_anew(old.hospital, old=old, by=request.actor)
    messages.success(request, _("The draft holds your former answers. Check them and attach the papers anew."))
    return redirect(made)
