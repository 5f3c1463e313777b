"""What messages beside the page register at start: whose they are, menu, words of acts."""

from functools import partial

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from access import (
    message_tasks,  # noqa: F401
    permissions,
    presenters,
    record_retention,  # noqa: F401
    scopes,
)
from access.enums import ScopeKind
from access.models import RoleAssignment, User
from access.navigation import NavItem, holding, register

ACTS = {
    "delivery.retried": _("had a message tried again"),
    "records.purged": _("removed old messages or jobs"),
}


def colleagues(kind: str, ids) -> QuerySet[User]:
    """The people who hold a role at one of several organisations today."""
    held = RoleAssignment.objects.valid().filter(scope_kind=kind, scope_id__in=ids)
    return User.objects.filter(pk__in=held.order_by().values("user"))


def register_all() -> None:
    """Register everything; called with the rest of the house."""
    presenters.register_acts(ACTS)
    for kind in (ScopeKind.HOSPITAL, ScopeKind.CENTRE):
        scopes.register_expansion(kind, "colleague", partial(colleagues, kind))
    shown = holding(permissions.VIEW_DELIVERIES)
    register(NavItem("people", _("Delivery log"), "access:deliveries", "send", shown, order=52))
