"""The catalogue of permissions: each house registers its own, with words for people and the roles that hold it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from access import roles


@dataclass(frozen=True)
class Permission:
    """One permission as the matrix shows it; ``roles`` are role codes."""

    code: str
    title: object
    roles: frozenset[str]


PERMISSIONS: dict[str, Permission] = {}


def permission(code: str, title, *, roles: Iterable[str]) -> str:
    """Register a permission and the roles that hold it; returns the code. A second, different registration raises."""
    entry = Permission(code, title, frozenset(roles))
    if PERMISSIONS.get(code, entry).roles != entry.roles:
        raise ValueError(f"The permission {code} is registered twice.")
    PERMISSIONS[code] = entry
    return code


def roles_with(code: str) -> frozenset[str]:
    """The codes of the roles that hold a permission; an unregistered permission is held by nobody."""
    entry = PERMISSIONS.get(code)
    return entry.roles if entry else frozenset()


GIVERS = [code for code, role in roles.ROLES.items() if role.grants]

VIEW_PEOPLE = permission("access.view_roleassignment", _("See who holds which role"), roles=GIVERS)
GRANT_ROLE = permission("access.add_roleassignment", _("Give a role within the own scope"), roles=GIVERS)
END_ROLE = permission("access.change_roleassignment", _("End a role within the own scope"), roles=GIVERS)
# Whoever confirms an appointment as the second person has to see it.
VIEW_INVITATIONS = permission(
    "access.view_invitation", _("See invitations"), roles=[*GIVERS, roles.DEPARTMENT_OFFICER]
)
INVITE = permission("access.add_invitation", _("Invite a person to a role"), roles=GIVERS)
REVOKE_INVITATION = permission("access.change_invitation", _("Take an invitation back"), roles=GIVERS)
CONFIRM_INVITATION = permission(
    "access.confirm_invitation",
    _("Confirm, as a second person, an appointment by the security administrator"),
    roles=[roles.DEPARTMENT_OFFICER, roles.SECURITY_ADMIN],
)
REMOVE_SECOND_FACTOR = permission(
    "access.remove_second_factor", _("Remove the lost second factor of a person in the own scope"), roles=GIVERS
)
HELP_SIGN_IN = permission(
    "access.help_sign_in",
    _("Unlock accounts of the own scope, open unused ones again, and issue codes for a new password"),
    roles=GIVERS,
)
CHASE = permission(
    "access.chase",
    _("See what others have open, and remind them"),
    roles=[
        roles.HOSPITAL_ADMIN,
        roles.CENTRE_ADMIN,
        roles.CENTRE_DIRECTOR,
        roles.SUPERVISOR,
        roles.DEPARTMENT_OFFICER,
    ],
)
VIEW_LOGBOOK = permission("access.view_logentry", _("Read the logbook"), roles=[roles.AUDITOR])
VIEW_JOBS = permission(
    "access.view_job", _("See the organisation's jobs"), roles=[roles.HOSPITAL_ADMIN, roles.CENTRE_ADMIN]
)
VIEW_OPERATIONS = permission(
    "access.view_operations", _("See how jobs, regular works and messages run"), roles=[roles.SYSTEM_ADMIN]
)
VIEW_DELIVERIES = permission(
    "access.view_delivery",
    _("See whether messages reached the own organisation's people"),
    roles=[roles.HOSPITAL_ADMIN, roles.CENTRE_ADMIN, roles.SYSTEM_ADMIN],
)
RETRY_DELIVERY = permission(
    "access.retry_delivery",
    _("Have a message tried again that was given up"),
    roles=[roles.HOSPITAL_ADMIN, roles.CENTRE_ADMIN, roles.SYSTEM_ADMIN],
)
STOP_JOB = permission("access.stop_job", _("Stop a job of anybody"), roles=[roles.SYSTEM_ADMIN])
