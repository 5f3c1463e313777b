"""What people who come, stay away and go register at start: menu, words of acts, kinds of news."""

from django.utils.translation import gettext_lazy as _

from access import presenters
from access.delegation_kinds import title_of
from access.delivery import kinds
from access.navigation import NavItem, register

ACTS = {
    "delegation.given": _("named a deputy"),
    "delegation.ended": _("ended a delegation"),
}
DELEGATION = kinds.Kind("delegation", _("Deputies and hand-overs"), ("news.delegation.", "news.handover."), True)


def register_all() -> None:
    """Register everything; called with the rest of the house."""
    presenters.register_acts(ACTS)
    presenters.register_facts({"kind": (_("for which acts"), title_of)})
    kinds.register(DELEGATION)
    register(NavItem("people", _("Deputies"), "access:delegations", "users", order=15))
