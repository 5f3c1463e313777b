"""What branches tell the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import door, histories, logbook, navigation, presenters
from access.actor import Actor
from access.delivery import kinds
from access.navigation import NavItem
from network import (
    permissions,
    structure_permissions,  # noqa: F401 - importing registers the permissions
)
from network.structure_database import register_structure_database

ACTS = {
    "centre_branch.entered": _("entered the branch"),
    "centre_branch.ended": _("ended the branch"),
    "branch_centre.entered": _("entered the branch of a national centre"),
    "branch_centre.ended": _("ended the branch of a national centre"),
}


def register_structure() -> None:
    """Acts, news, histories, menu, and what the database promises."""
    presenters.register_acts(ACTS)
    kinds.register(kinds.Kind("branch", _("Branches"), ("news.branch.",)))
    histories.register("centre-branch", "network.centrebranch", _of_centre_branch)
    histories.register("branch-centre", "network.branchcentre", _of_branch_centre)
    navigation.register(
        NavItem("network", _("Branches of provincial centres"), "network:centre_branches", "network", order=16),
        NavItem("network", _("Branches of national centres"), "network:branch_centres", "network", order=17),
    )
    register_structure_database()


def _of_centre_branch(branch, actor: Actor):
    door.require(actor, permissions.VIEW_HISTORY, branch)
    return logbook.history(branch)


def _of_branch_centre(branch, actor: Actor):
    door.require(actor, permissions.VIEW_HISTORY, branch)
    return logbook.history(branch)
