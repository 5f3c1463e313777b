"""Who reads what was done to the house's things: the histories of design.md §6, each with its own reader."""

from access import door, histories, logbook
from access.actor import Actor
from network import exit_permissions, membership_permissions, permissions
from network.domain import application_reading


def _by(permission: str):
    """All entries, for those who hold the permission on the thing. Raises Forbidden for others."""

    def rows(thing, actor: Actor):
        door.require(actor, permission, thing)
        return logbook.history(thing)

    return rows


def _of_membership(membership, actor: Actor):
    """The public sees that a hospital is a member; how it came to be is for those who see the agreement."""
    if not type(membership).objects.filter(pk=membership.pk).permitted(actor, membership_permissions.VIEW_AGREEMENT):
        door.require(actor, membership_permissions.VIEW_AGREEMENT, membership)
    return logbook.history(membership)


def _of_application(application, actor: Actor):
    """Outside the hospital only what the hospital has signed."""
    inside = application_reading.is_inside(application, actor)
    sees_opinions = door.can(actor, membership_permissions.VIEW_OPINION, application)
    return application_reading.history(application, inside=inside, sees_opinions=sees_opinions)


def register_histories() -> None:
    """Give hospitals, centres, networks and what lies between them their history pages."""
    for kind in ("hospital", "centre", "network"):
        histories.register(kind, f"network.{kind}", _by(permissions.VIEW_HISTORY))
    histories.register("application", "network.membershipapplication", _of_application)
    histories.register("agreement", "network.agreement")
    histories.register("exit", "network.membershipexit")
    histories.register("visit", "network.sitevisit", _by(exit_permissions.VIEW_FINDINGS))
    histories.register("measure", "network.measure")
    histories.register("membership", "network.membership", _of_membership)
