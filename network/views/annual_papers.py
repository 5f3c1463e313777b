"""Entering a network's part of a hospital's annual confirmation from paper."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from access import door
from access.forms.refusals import carried_out
from access.views.pages import page
from network import proxy_permissions as permissions
from network.confirmation_policies import season_now
from network.domain import annual_papers
from network.forms.annual_paper import AnnualPaperForms
from network.models import Hospital, Network
from network.views.proxy_entries import UNFIT


@page(permissions.ENTER)
def enter(request, network, hospital):
    """Type the answers as they stand on the paper and attach its scan."""
    network = get_object_or_404(Network.objects.visible_to(request.actor), uid=network)
    hospital = get_object_or_404(Hospital.objects.open(), uid=hospital)
    door.require(request.actor, permissions.ENTER, network)
    asked, season = annual_papers.questions_of(network), season_now()
    forms = AnnualPaperForms(
        request.POST or None, request.FILES or None, hospital=hospital, asked=asked, season=season
    )
    if request.method == "POST" and forms.are_valid():
        made = carried_out(
            forms.head, lambda: annual_papers.enter(network, paper=forms.paper, scan=forms.scan, by=request.actor)
        )
        if made:
            messages.success(request, _("Entered. Print the letter, so that the hospital can confirm."))
            return redirect(made)
    context = {"forms": forms, "network": network, "hospital": hospital, "asked": asked, "season": season}
    status = UNFIT if request.method == "POST" else 200
    return render(request, "network/proxy_annual_enter.html", context, status=status)
