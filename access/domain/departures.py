"""Closing an account by hand when somebody leaves, and opening it again; nothing that others wait for is orphaned."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access import holdings, logbook, people_permissions, separation, sessions
from access.account_help import role_not_given_by
from access.actor import Actor
from access.domain import delegations, role_assignments, sign_ins
from access.enums import ScopeKind
from access.models import Delegation, HandOver, RoleAssignment, User
from access.people_enums import HandOverState
from access.refusals import Refusal, Refused, refusal
from access.roles import ROLES
from access.texts import text
from access.verbs import verb
from tools import clock

NOT_ONESELF = text("access.departure.not_oneself", _("Nobody closes the own account: another administrator does."))
CLOSED_ALREADY = text("access.departure.closed_already", _("This account is closed already."))
NOT_CLOSED = text("access.departure.not_closed", _("This account is open."))
IS_GONE = text(
    "access.departure.is_gone", _("What was known of this person is deleted: invite the person as a new one.")
)
ROLE_ELSEWHERE = text(
    "access.departure.role_elsewhere",
    _(
        "This person also holds “%(role)s”, which is not yours to give: end the role here, or ask the security "
        "administrator to close the account."
    ),
)
ORPHANS = text(
    "access.departure.orphans",
    _(
        "Nobody else holds %(roles)s here, and %(tasks)s open tasks would be left to nobody: hand over to a successor "
        "first, then close the account."
    ),
)
WAITING = text(
    "access.departure.waiting", _("A hand-over by this person waits for its decision: confirm or decline it first.")
)


def why_not(assignment: RoleAssignment, by: Actor) -> Refusal | None:
    """Why the actor may not close the account of the person who holds ``assignment`` now; None when nothing is."""
    user = assignment.user
    if by.user is not None and by.user.pk == user.pk:
        return refusal(NOT_ONESELF)
    if not user.is_active:
        return refusal(CLOSED_ALREADY)
    foreign = role_not_given_by(by, user, but=frozenset({ScopeKind.SELF}))
    if foreign is not None:
        return refusal(ROLE_ELSEWHERE, role=str(ROLES[foreign.role]))
    if HandOver.objects.filter(leaver=user, state=HandOverState.PROPOSED).exists():
        return refusal(WAITING)
    return orphans(user)


def orphans(user: User) -> Refusal | None:
    """Which roles and tasks would be left to nobody, as a refusal; None when nothing would."""
    lost = [item for item in holdings.held(user) if item.would_be_orphaned]
    if not lost:
        return None
    roles = [f"“{ROLES[item.assignment.role]}”" for item in lost]
    return refusal(ORPHANS, roles=roles, tasks=sum(len(item.tasks) for item in lost))


@verb(people_permissions.CLOSE_ACCOUNT)
def close(assignment: RoleAssignment, *, reason: str, by: Actor) -> User:
    """Close the account of the person who holds ``assignment``: roles, deputies, sessions and factors end at once.

    The person stays as history: what was done keeps its name. Raises Refused for oneself, for the separated
    administrators, for roles elsewhere, and while somebody would wait in vain (``why_not``).
    """
    separation.check_untouched(assignment.user, by, assignment)
    found = why_not(assignment, by)
    if found is not None:
        raise Refused(found, assignment)
    user = User.objects.select_for_update().get(pk=assignment.user_id)
    end_everything(user, reason=reason, by=by)
    user.is_active = False
    user.save(update_fields=["is_active"])
    logbook.record(user, by=by, verb="account.closed", changes={"is_active": (True, False)}, reason=reason)
    return user


def end_everything(user: User, *, reason: str, by: Actor) -> None:
    """End roles, deputies, sessions, factors and codes of a person: a part of leaving and of being deleted."""
    yesterday = clock.today() - timedelta(days=1)
    later = Q(valid_to=None) | Q(valid_to__gte=clock.today())
    for role in RoleAssignment.objects.filter(later, user=user, stopped_at=None):
        role_assignments.stop(role, day=yesterday, reason=reason, by=by)
    for delegation in Delegation.objects.of(user).filter(ended_at=None, valid_to__gte=clock.today()):
        delegations.end_now(delegation, by=by)
    sign_ins.end_others(user, keep=None, because=sessions.CLOSED, by=by)
    _remove_factors(user)
    user.reset_codes.filter(used_at=None).update(used_at=clock.now())


def _remove_factors(user: User) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.filter(user=user).delete()


@verb(people_permissions.CLOSE_ACCOUNT)
def reopen(assignment: RoleAssignment, *, reason: str, by: Actor) -> User:
    """Open a closed account again for a person who comes back; roles are given anew, a code sets a new password.

    Raises Refused when it is open, and when the person's data were deleted.
    """
    user = assignment.user
    separation.check_untouched(user, by, assignment)
    if user.is_active:
        raise Refused(refusal(NOT_CLOSED), assignment)
    if user.erased_at is not None:
        raise Refused(refusal(IS_GONE), assignment)
    user.is_active, user.last_used_at = True, clock.now()
    user.save(update_fields=["is_active", "last_used_at"])
    logbook.record(user, by=by, verb="account.opened", changes={"is_active": (False, True)}, reason=reason)
    return user
