"""What stands around a membership: the steps with forms, measures, visits and exits, for one reader."""

from django.urls import reverse
from django.utils.translation import gettext as _

from access import door, lifecycle
from network import exit_permissions as permissions
from network import membership_permissions
from network.membership_enums import MembershipState
from network.models import Measure, MembershipExit, SiteVisit
from network.views.application_visits import visit_offers
from network.views.offers import offer, offers

# Steps with a page of their own.
FORM_PAGES = {
    "warn": "network:warn_membership",
    "suspend": "network:suspend_membership",
    "reinstate": "network:reinstate_membership",
    "exit": "network:end_membership",
}


def membership_context(thing, actor) -> dict:
    """For the membership's page: ``forms`` (its steps), ``leaving`` (the hospital's way out), ``visit_offers``,
    ``measures``, ``visits``, ``exits``. Others than the two sides and those who steer see none of it."""
    open_exit = MembershipExit.objects.open().filter(membership=thing).exists()
    steps = lifecycle.actions(thing, actor, only=FORM_PAGES)
    return {
        "forms": [
            {"action": step, "url": reverse(FORM_PAGES[step.name], args=[thing.uid])}
            for step in steps
            if step.name != "exit" or not open_exit
        ],
        "leaving": [] if open_exit else _leaving(thing, actor),
        "visit_offers": visit_offers(thing, actor, "network:plan_membership_visit"),
        "measures": Measure.objects.filter(membership=thing).visible_to(actor),
        "visits": SiteVisit.objects.filter(membership=thing).visible_to(actor).order_by("-planned_on"),
        "signed_again": thing.signed_again.all().visible_to(actor).select_related("campaign").order_by("-issued_at"),
        "exits": MembershipExit.objects.filter(membership=thing).visible_to(actor).order_by("-requested_at"),
    }


def _leaving(thing, actor) -> list[dict]:
    over = thing.state == MembershipState.EXITED
    if over or door.can(actor, membership_permissions.CHANGE_MEMBERSHIP, thing):
        return []
    url = reverse("network:ask_exit", args=[thing.uid])
    return offers(offer(actor, permissions.REQUEST_EXIT, thing, name="leave", title=_("Leave the network"), url=url))
