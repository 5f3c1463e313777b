"""What people who come, stay away and go register at start: menu, words of acts, kinds of news."""

from django.utils.translation import gettext_lazy as _

from access import people_tasks, presenters  # noqa: F401
from access.delegation_kinds import title_of
from access.delivery import kinds
from access.lifecycles import hand_over  # noqa: F401
from access.navigation import NavItem, register

ACTS = {
    "delegation.given": _("named a deputy"),
    "delegation.ended": _("ended a delegation"),
    "handover.proposed": _("proposed a hand-over"),
    "handover.drafts_moved": _("moved the drafts to the successor"),
    "account.closed": _("closed an account"),
    "account.opened": _("opened a closed account again"),
}
DELEGATION = kinds.Kind("delegation", _("Deputies and hand-overs"), ("news.delegation.", "news.handover."), True)


def register_all() -> None:
    """Register everything; called with the rest of the house."""
    presenters.register_acts(ACTS)
    presenters.register_facts({"kind": (_("for which acts"), title_of)})
    kinds.register(DELEGATION)
    register(
        NavItem("people", _("Deputies"), "access:delegations", "users", order=15),
        NavItem("people", _("Hand-overs"), "access:hand_overs", "users", order=16),
    )
