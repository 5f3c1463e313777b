"""What this house registers at start: its menu."""

from django.utils.translation import gettext_lazy as _

from access import (
    gates,
    histories,
    live,
    message_registration,
    news_kinds,
    password_gate,
    people_registration,
    permissions,
    privacy,
    readiness,
    readiness_checks,
    receivers,
    second_factor,
    topics,
)
from access.delivery import kinds
from access.navigation import NavItem, holding, register, wearing
from access.roles import SYSTEM_ADMIN


def register_all() -> None:
    """Register the menu entries of access, the gates behind the sign-in, and what pages may follow."""
    receivers.connect()
    histories.register("role", "access.roleassignment")
    kinds.register(news_kinds.ACCOUNT, news_kinds.PASSWORD_LINK, news_kinds.EMAIL_CHANGE, news_kinds.DUE)
    live.register(topics.INBOX, topics.JOB)
    readiness.register(*readiness_checks.CHECKS)
    gates.register(password_gate.GATE)
    gates.register(privacy.GATE)
    gates.register(second_factor.GATE)
    people_registration.register_all()
    message_registration.register_all()
    register(
        NavItem("work", _("Inbox"), "workspace:inbox", "inbox", order=10, exact=True),
        NavItem("work", _("Chase list"), "access:chase", "bell", holding(permissions.CHASE), order=30),
        NavItem("work", _("Background jobs"), "access:jobs", "hourglass", order=80),
        NavItem("people", _("People"), "access:people", "users", holding(permissions.VIEW_PEOPLE), order=10),
        NavItem(
            "people", _("Invitations"), "access:invitations", "mail", holding(permissions.VIEW_INVITATIONS), order=20
        ),
        NavItem("people", _("Logbook"), "access:logbook", "book-open", holding(permissions.VIEW_LOGBOOK), order=30),
        NavItem(
            "people", _("Operation"), "access:operations", "settings", holding(permissions.VIEW_OPERATIONS), order=50
        ),
        NavItem("help", _("Who may do what"), "access:permissions", "shield-check", order=10),
        NavItem("help", _("Components"), "access:gallery", "list", wearing(SYSTEM_ADMIN), order=90),
    )
