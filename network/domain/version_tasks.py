"""The tasks of new versions and of campaigns."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.actor import Actor
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, DEPARTMENT_OFFICER
from access.texts import in_first_language, text
from tools import calendar, clock

PUBLISH = text("task.version.publish", _("Look through and publish: %(about)s"))
CLOSE = text("task.campaign.close", _("See the signing through and close it: %(about)s"))

PERIOD = (5, calendar.Kind.WORKING)


def publish(proposal) -> None:
    """A second person of the centre, or of the department for common ones, publishes."""
    facts = {"due": calendar.due_after(clock.today(), *PERIOD), "about": in_first_language(proposal)}
    if proposal.network_id is None:
        inbox.open_task(PUBLISH, proposal, role=DEPARTMENT_OFFICER, scope_kind="province", **facts)
        return
    scope = {"scope_kind": "centre", "scope_id": proposal.network.centre_id}
    for role in (CENTRE_ADMIN, CENTRE_DIRECTOR):
        inbox.open_task(PUBLISH, proposal, role=role, **scope, **facts)


def close_campaign(campaign) -> None:
    """The secretary sees the campaign through."""
    inbox.open_task(
        CLOSE,
        campaign,
        role=CENTRE_ADMIN,
        scope_kind="centre",
        scope_id=campaign.network.centre_id,
        due=campaign.due_on,
        about=in_first_language(campaign),
    )


def close(thing, *, by: Actor) -> None:
    """Close what is open about a thing."""
    inbox.close_tasks(thing, by=by)
