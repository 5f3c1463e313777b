"""Which administrator may get hold of which account: the one question behind codes for a new password."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from access.actor import Actor
from access.models import RoleAssignment, User
from access.refusals import Refusal, refusal
from access.roles import ROLES, SECURITY_ADMIN, SEPARATED, may_grant
from access.sign_in_rules import UNUSED, is_unused
from access.texts import text

NOT_FOR_ONESELF = text("access.reset_code.not_for_oneself", _("For yourself: change the password under “My account”."))
ROLE_ELSEWHERE = text(
    "access.reset_code.role_elsewhere",
    _("This person holds “%(role)s”, which is not yours to give: ask the security administrator or the operators."),
)
IS_CLOSED = text("access.reset_code.closed", _("This account is closed."))


def why_no_code(user: User, by: Actor) -> Refusal | None:
    """Why an actor may not issue a code for a person's new password; None when nothing is against it."""
    if by.user is not None and by.user.pk == user.pk:
        return refusal(NOT_FOR_ONESELF)
    if not user.is_active:
        return refusal(IS_CLOSED)
    if is_unused(user):
        return refusal(UNUSED, days=settings.UNUSED_ACCOUNT_DAYS)
    foreign = role_not_given_by(by, user)
    return refusal(ROLE_ELSEWHERE, role=str(ROLES[foreign.role])) if foreign else None


def role_not_given_by(by: Actor, user: User, *, but: frozenset[str] = frozenset()) -> RoleAssignment | None:
    """A role of the person today that the actor could not have given, or None; kinds of scopes in ``but`` count not.

    The security administrator reaches all but the separated administrators, for whom the operators run a command.
    """
    if by.system:
        return None
    held = list(RoleAssignment.objects.filter(user=user).valid().exclude(scope_kind__in=but))
    if SECURITY_ADMIN in {own.role for own in by.own_assignments}:
        return next((role for role in held if role.role in SEPARATED), None)
    return next((role for role in held if not any(_gives(own, role) for own in by.own_assignments)), None)


def _gives(own: RoleAssignment, held: RoleAssignment) -> bool:
    same_place = (own.scope_kind, own.scope_id) == (held.scope_kind, held.scope_id)
    return same_place and may_grant(own.role, held.role)
