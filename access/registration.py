"""What this house registers at start: its menu."""

from django.utils.translation import gettext_lazy as _

from access import permissions
from access.navigation import NavItem, holding, register, wearing
from access.roles import SYSTEM_ADMIN


def register_all() -> None:
    """Register the menu entries of access."""
    register(
        NavItem("work", _("Inbox"), "workspace:inbox", "inbox", order=10, exact=True),
        NavItem("people", _("People"), "access:people", "users", holding(permissions.VIEW_PEOPLE), order=10),
        NavItem(
            "people", _("Invitations"), "access:invitations", "mail", holding(permissions.VIEW_INVITATIONS), order=20
        ),
        NavItem("people", _("Logbook"), "access:logbook", "book-open", holding(permissions.VIEW_LOGBOOK), order=30),
        NavItem("help", _("Who may do what"), "access:permissions", "shield-check", order=10),
        NavItem("help", _("Components"), "access:gallery", "list", wearing(SYSTEM_ADMIN), order=90),
    )
