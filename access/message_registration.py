"""What messages beside the page register at start: whose they are, menu, words of acts."""

from django.utils.translation import gettext_lazy as _

from access import (
    message_tasks,  # noqa: F401
    permissions,
    presenters,
    record_retention,  # noqa: F401
    scopes,
)
from access.enums import ScopeKind
from access.models import User
from access.navigation import NavItem, holding, register

ACTS = {
    "delivery.retried": _("had a message tried again"),
    "records.purged": _("removed old messages or jobs"),
}


def _colleagues(kind: str):
    return lambda ids: User.objects.with_role_at(kind, ids)


def register_all() -> None:
    """Register everything; called with the rest of the house."""
    presenters.register_acts(ACTS)
    for kind in (ScopeKind.HOSPITAL, ScopeKind.CENTRE):
        scopes.register_expansion(kind, "colleague", _colleagues(kind))
    register(
        NavItem(
            "people", _("Delivery log"), "access:deliveries", "send", holding(permissions.VIEW_DELIVERIES), order=52
        )
    )
