"""What stands around an application: its visits, the days on which it is closed as left, and beginning it anew."""

from django.utils.translation import gettext as _

from access import door
from network import exit_permissions as permissions
from network import membership_permissions
from network.domain import idle_applications, site_visits
from network.membership_enums import ApplicationState
from network.models import SiteVisit
from network.views.offers import offer, offers


def around(application, actor) -> dict:
    """For the application's page: ``visits``, ``visit_offers``, ``idle`` (the schedule), ``may_begin_anew``."""
    visits = SiteVisit.objects.filter(application=application).visible_to(actor).order_by("-planned_on")
    returned = application.state == ApplicationState.RETURNED
    may_add = door.can(actor, membership_permissions.ADD_APPLICATION, application.hospital)
    return {
        "visits": visits,
        "visit_offers": visit_offers(application, actor, "network:plan_application_visit"),
        "idle": idle_applications.schedule(application) if returned else None,
        "may_begin_anew": application.state == ApplicationState.LAPSED and may_add,
    }


def visit_offers(thing, actor, name: str) -> list[dict]:
    """The way to plan a visit, while one may be planned."""
    from django.urls import reverse

    if site_visits.unvisitable(thing):
        return []
    url = reverse(name, args=[thing.uid])
    planning = offer(
        actor, permissions.CHANGE_VISIT, thing, name="plan_visit", title=_("Plan a visit"), url=url, icon="map-pin"
    )
    return offers(planning)
