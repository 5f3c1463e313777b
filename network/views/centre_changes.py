"""Establishing a centre, and what the department changes about centres and networks."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from access import door
from access.forms.refusals import carried_out
from access.views.pages import page
from network import permissions
from network.domain import centres, networks
from network.forms.centre import EstablishCentreForm, ReviseCentreForm
from network.forms.closing import CloseWithRoundsForm
from network.forms.network import OpenNetworkForm, ReviseNetworkForm
from network.models import Centre, Network
from network.views.changes import Change, carry_out


def _centre(request, uid) -> Centre:
    return door.get_visible_or_404(Centre.objects.select_related("host", "field"), request.actor, uid=uid)


def _network(request, uid) -> Network:
    return door.get_visible_or_404(Network.objects.select_related("centre"), request.actor, uid=uid)


@page(permissions.ADD_CENTRE)
def establish(request):
    """Enter a centre with its first network."""
    form = EstablishCentreForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = carried_out(
            form, lambda: centres.establish(facts=form.facts(), networks=[form.network()], by=request.actor)
        )
        if made:
            messages.success(request, _("%(centre)s is established.") % {"centre": made})
            return redirect(made)
    return render(request, "network/establish_centre.html", {"form": form}, status=422 if form.is_bound else 200)


@page(permissions.REVISE_CENTRE)
def revise(request, uid):
    """Name, host, field, level, director."""
    centre = _centre(request, uid)
    change = Change(
        permissions.REVISE_CENTRE,
        title=_("Change the centre's facts"),
        done=_("The facts are changed; the public section follows."),
        form_of=lambda data: ReviseCentreForm(data, centre=centre),
        verb=lambda form: centres.revise(centre, **_revision(form), by=request.actor),
    )
    return carry_out(request, centre, change)


def _revision(form) -> dict:
    data = form.cleaned_data
    return {"changes": form.changes, "reason": data["reason"], "expected": data["version"]}


@page(permissions.REVISE_CENTRE)
def close(request, uid):
    """The end of a centre with its networks."""
    centre = _centre(request, uid)
    change = Change(
        permissions.REVISE_CENTRE,
        title=_("Close the centre"),
        done=_("The centre is closed; its networks and their memberships have ended."),
        lead=_("Its networks close and their memberships end with it. This cannot be taken back."),
        submit=_("Close the centre"),
        tone="danger",
        form_of=lambda data: CloseWithRoundsForm(
            data, first=centre.established_on, networks=centre.networks.filter(closed_on__isnull=True)
        ),
        verb=lambda form: centres.close(centre, **form.cleaned_data, by=request.actor),
    )
    return carry_out(request, centre, change)


@page(permissions.ADD_NETWORK)
def open_network(request, uid):
    """One more network of a centre."""
    centre = _centre(request, uid)
    change = Change(
        permissions.ADD_NETWORK,
        title=_("Open a network"),
        done=_("The network is opened."),
        form_of=lambda data: OpenNetworkForm(data, centre=centre),
        verb=lambda form: centres.open_network(centre, facts=form.network(), by=request.actor),
    )
    return carry_out(request, centre, change)


@page(permissions.CHANGE_NETWORK)
def revise_network(request, uid):
    """Names and term."""
    network = _network(request, uid)
    change = Change(
        permissions.CHANGE_NETWORK,
        title=_("Change the network's facts"),
        done=_("The facts are changed."),
        form_of=lambda data: ReviseNetworkForm(data, network=network),
        verb=lambda form: networks.revise(network, **_revision(form), by=request.actor),
    )
    return carry_out(request, network, change)


@page(permissions.CHANGE_NETWORK)
def close_network(request, uid):
    """The end of a network."""
    network = _network(request, uid)
    change = Change(
        permissions.CHANGE_NETWORK,
        title=_("Close the network"),
        done=_("The network is closed; its memberships have ended."),
        lead=_("Its memberships end with it. This cannot be taken back."),
        submit=_("Close the network"),
        tone="danger",
        form_of=lambda data: CloseWithRoundsForm(data, first=network.opened_on, networks=[network]),
        verb=lambda form: networks.close(network, **form.cleaned_data, by=request.actor),
    )
    return carry_out(request, network, change)
