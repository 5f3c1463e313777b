"""What people who come, stay away and go register at start: menu, words of acts, kinds of news."""

from django.utils.translation import gettext_lazy as _

from access import (
    people_permissions,
    people_tasks,  # noqa: F401
    presenters,
)
from access.delegation_kinds import title_of
from access.delivery import kinds
from access.lifecycles import deletion_request, hand_over  # noqa: F401
from access.navigation import NavItem, holding, register

ACTS = {
    "delegation.given": _("named a deputy"),
    "delegation.ended": _("ended a delegation"),
    "handover.proposed": _("proposed a hand-over"),
    "handover.drafts_moved": _("moved the drafts to the successor"),
    "account.closed": _("closed an account"),
    "account.opened": _("opened a closed account again"),
    "account.name_corrected": _("corrected the own name"),
    "sign_in.email_asked": _("asked for another e-mail address"),
    "review.opened": _("opened the account review"),
    "review.decided": _("decided about a role in the account review"),
    "review.answered": _("answered for the organisation whether a role is needed"),
    "review.closed": _("closed the account review"),
    "deletionrequest.asked": _("asked for the deletion of the account"),
}
DELEGATION = kinds.Kind("delegation", _("Deputies and hand-overs"), ("news.delegation.", "news.handover."), True)

OWN_DATA = kinds.Kind("own_data", _("My personal data"), ("news.deletion.",), fixed=True)


def register_all() -> None:
    """Register everything; called with the rest of the house."""
    presenters.register_acts(ACTS)
    presenters.register_facts({"kind": (_("for which acts"), title_of)})
    kinds.register(DELEGATION, OWN_DATA)
    register(
        NavItem("people", _("Deputies"), "access:delegations", "users", order=15),
        NavItem("people", _("Hand-overs"), "access:hand_overs", "users", order=16),
        NavItem(
            "people",
            _("Account reviews"),
            "access:account_reviews",
            "shield-check",
            holding(people_permissions.VIEW_REVIEWS),
            order=55,
        ),
        NavItem(
            "people",
            _("Deletion requests"),
            "access:deletion_requests",
            "shield-check",
            holding(people_permissions.ANSWER_DATA_REQUEST),
            order=60,
        ),
    )
