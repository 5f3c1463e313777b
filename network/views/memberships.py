"""Members: list, page, and the centre's steps."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens, histories
from access.views.lists import NO_FILTERS, ListPage
from access.views.pages import page
from network import membership_permissions as permissions
from network import message_permissions
from network.domain import memberships
from network.models import Membership
from network.shown_states import shown_state
from network.tables.membership_filters import MembershipFilter
from network.tables.memberships import MembershipTable
from network.views import certificate_facts
from network.views.membership_context import membership_context

STEPS = {"warn": memberships.warn, "suspend": memberships.suspend, "reinstate": memberships.reinstate}


class Memberships(ListPage):
    """The members that the actor may see: the own ones in every state, others' public rows."""

    model = Membership
    table_class = MembershipTable
    filterset_class = MembershipFilter
    permission = permissions.VIEW_MEMBERSHIP
    title = gettext_lazy("Network members")
    lead = gettext_lazy("Dated, tiered, signed: what holds today is computed from the last decision and the dates.")

    def get_queryset(self):
        """With what holds today, by network and hospital."""
        rows = super().get_queryset().with_names().with_effective_state()
        return rows.order_by("network__sort_key", "hospital__sort_key", "-valid_from")

    def get_table_kwargs(self) -> dict:
        """Warnings are shown by who reads; boxes to tick are for those who write to members."""
        writes = self.request.actor.holds(message_permissions.SEND_MESSAGE)
        return {"actor": self.request.actor, "exclude": () if writes else ("choice",)}

    def get_context_data(self, **kwargs) -> dict:
        """What may be done with the chosen rows."""
        context = super().get_context_data(**kwargs)
        if not self.request.actor.holds(message_permissions.SEND_MESSAGE):
            return context
        parameters = {name: value for name, value in self.request.GET.items() if name not in NO_FILTERS}
        selection = {
            "action": reverse("network:write_message"),
            "text": _("Write to them"),
            "total": context["table"].paginator.count,
            "filter": urlencode(parameters),
        }
        return context | {"selection": selection}


def found(request, uid) -> Membership:
    """The membership in the address, or 404."""
    rows = Membership.objects.with_names().select_related("agreement__application", "follows", "followed_by")
    return door.get_visible_or_404(rows, request.actor, uid=uid)


@page(permissions.VIEW_MEMBERSHIP)
def membership(request, uid):
    """The page of a membership with its terms and history."""
    thing = found(request, uid)
    scoped = thing in Membership.objects.filter(pk=thing.pk).permitted(request.actor, permissions.VIEW_AGREEMENT)
    context = {
        "membership": thing,
        "state": shown_state(thing.effective_state(), request.actor, thing).label,
        "terms": _terms(request.actor, thing),
        "scoped": scoped,
        **membership_context(thing, request.actor),
        **histories.newest(thing, request.actor),
        "token": form_tokens.fresh(),
        **certificate_facts.of_membership(request.actor, thing),
    }
    return render(request, "network/membership.html", context)


def _terms(actor, thing: Membership):
    """The rows under the same member number, as far as the reader may see them."""
    rows = Membership.objects.visible_to(actor).filter(number=thing.number, network=thing.network)
    return rows.select_related("tier").order_by("valid_from")


@page(permissions.CHANGE_MEMBERSHIP)
@require_POST
def step(request, uid):
    """Warn, suspend or reinstate, with a reason."""
    thing = found(request, uid)
    name = request.POST.get("action", "")
    if name in STEPS:
        posted = form_tokens.posted(request, thing)
        STEPS[name](thing, reason=form_tokens.words(request, "reason"), **posted, by=request.actor)
        messages.success(request, _("Done: the membership is now “%(state)s”.") % {"state": thing.get_state_display()})
    return redirect(thing)
