"""How news reach the person: the own choice."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from access.forms.channels import ChannelsForm
from access.models import Delivery
from access.views.pages import page

SHOWN = 10


@page(open_because="the own preferences")
@never_cache
def channels(request):
    """Which kinds of news come by which channel."""
    form = ChannelsForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.keep()
        messages.success(request, _("Your choice is saved."))
        return redirect("access:channels")
    recent = Delivery.objects.filter(user=request.user).order_by("-queued_at", "-pk")[:SHOWN]
    return render(request, "access/channels.html", {"form": form, "recent": recent})
