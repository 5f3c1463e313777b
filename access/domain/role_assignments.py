"""Giving and ending roles: by the catalogue, within the giver's own scope, never to oneself."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from access import live, logbook, permissions, separation
from access.actor import Actor
from access.domain import sign_ins
from access.domain.role_groups import ensure_group
from access.enums import PROVINCE_WIDE
from access.models import RoleAssignment, User
from access.refusals import Refused, refusal
from access.roles import ROLES, SECURITY_ADMIN, SEPARATED, may_grant
from access.texts import text
from access.verbs import verb
from tools import clock

NOT_YOURS_TO_GIVE = text("access.role.not_yours_to_give", _("Your roles here do not include giving “%(role)s”."))
NOT_TO_ONESELF = text("access.role.not_to_oneself", _("Nobody gives a role to oneself: ask another administrator."))
NEEDS_INVITATION = text(
    "access.role.needs_invitation",
    _("The security administrator appoints by an invitation that a second person confirms."),
)
WRONG_SCOPE = text("access.role.wrong_scope", _("“%(role)s” is not a role of this kind of organisation."))
ALREADY_ENDED = text("access.role.already_ended", _("This role has already ended."))
ENDS_BEFORE_START = text("access.role.ends_before_start", _("The last day cannot be before the first day."))


def check_gift(scope, role: str, by: Actor) -> None:
    """Raise Refused unless the catalogue lets one of the actor's roles at this scope give ``role`` there."""
    if not _fits(scope, role):
        raise Refused(refusal(WRONG_SCOPE, role=str(ROLES[role])), scope)
    if by.system:
        return
    givers = [a for a in by.own_assignments if may_grant(a.role, role) and _reaches(a, scope)]
    if not givers:
        raise Refused(refusal(NOT_YOURS_TO_GIVE, role=str(ROLES[role])), scope)


def needs_confirmation(scope, role: str, by: Actor) -> bool:
    """Whether the role comes from the security administrator alone, so that a second person must confirm it."""
    if by.system:
        return False
    givers = {a.role for a in by.own_assignments if may_grant(a.role, role) and _reaches(a, scope)}
    return givers == {SECURITY_ADMIN}


def _fits(scope, role: str) -> bool:
    from access import scopes

    kind = ROLES[role].scope_kind
    if scope is None:
        return kind in PROVINCE_WIDE
    return scopes.model_of(kind) is type(scope)


def _reaches(assignment: RoleAssignment, scope) -> bool:
    """Whether an assignment's scope is the given one, or the whole province."""
    from access import scopes

    if assignment.scope_kind in PROVINCE_WIDE:
        return True
    return (
        scope is not None and scopes.model_of(assignment.scope_kind) is type(scope) and assignment.scope_id == scope.pk
    )


@verb(permissions.GRANT_ROLE)
def grant(
    scope,
    *,
    user: User,
    role: str,
    reason: str,
    by: Actor,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> RoleAssignment:
    """Give ``user`` a role at ``scope`` (a hospital, centre, region …; None for the province) between two days.

    Raises Refused: role not the actor's to give, to oneself, by the security administrator without a second person,
    or an end before the start.
    """
    check_gift(scope, role, by)
    if by.user is not None and by.user.pk == user.pk:
        raise Refused(refusal(NOT_TO_ONESELF), scope)
    if needs_confirmation(scope, role, by):
        raise Refused(refusal(NEEDS_INVITATION), scope)
    return create_assignment(
        scope, user=user, role=role, reason=reason, by=by, valid_from=valid_from, valid_to=valid_to
    )


def create_assignment(scope, *, user, role, reason, by, valid_from=None, valid_to=None, granted_by=None):
    """Write the row and its logbook entry: the common end of granting and of accepting an invitation.

    A role that allows one session at a time ends the person's other ones.
    """
    start = valid_from or clock.today()
    if valid_to is not None and valid_to < start:
        raise Refused(refusal(ENDS_BEFORE_START), scope)
    separation.check_gift(user, role, start, scope)
    assignment = RoleAssignment.objects.create(
        user=user,
        role=role,
        scope_kind=ROLES[role].scope_kind,
        scope_id=scope.pk if scope is not None else 0,
        valid_from=start,
        valid_to=valid_to,
        granted_by=granted_by or by.user,
        reason=reason,
    )
    ensure_group(assignment)
    changes = {"role": ("", role), "valid_from": ("", start), "valid_to": ("", valid_to)}
    logbook.record(assignment, by=by, verb="role.granted", changes=changes, reason=reason)
    live.check_person(user.pk)
    sign_ins.keep_last(user, by=by)
    return assignment


def _check_end(assignment: RoleAssignment, by: Actor) -> None:
    """Who may give a role may end it; the security administrator ends any but those of the separated three."""
    from access import scopes

    if assignment.role in SEPARATED:
        separation.check_untouched(assignment.user, by, assignment)

    if SECURITY_ADMIN not in {a.role for a in by.own_assignments}:
        check_gift(scopes.scope_object(assignment.scope_kind, assignment.scope_id), assignment.role, by)


@verb(permissions.END_ROLE)
def end(assignment: RoleAssignment, *, last_day: date | None = None, reason: str, by: Actor) -> RoleAssignment:
    """End a role on ``last_day`` (yesterday unless named: it stops at once, also on the day on which it began).

    Raises Refused when it has ended, when the catalogue does not let the actor give this role either, and for the
    roles of the separated administrators, which the operators end.
    """
    _check_end(assignment, by)
    return stop(assignment, day=last_day or clock.today() - timedelta(days=1), reason=reason, by=by)


def stop(assignment: RoleAssignment, *, day: date, reason: str, by: Actor) -> RoleAssignment:
    """Write the end and its entry: the common end of ending a role, handing it over and leaving.

    Raises Refused when it has ended by ``day`` anyway.
    """
    if _is_over(assignment, day):
        raise Refused(refusal(ALREADY_ENDED), assignment)
    new = {"valid_to": max(day, assignment.valid_from)}
    if day < assignment.valid_from >= clock.today():
        new["stopped_at"] = clock.now()
    changes = {name: (getattr(assignment, name), value) for name, value in new.items()}
    for name, value in new.items():
        setattr(assignment, name, value)
    assignment.save(update_fields=list(new))
    logbook.record(assignment, by=by, verb="role.ended", changes=changes, reason=reason)
    live.check_person(assignment.user_id)
    return assignment


def _is_over(assignment: RoleAssignment, day: date) -> bool:
    """Whether the role has ended, or ends by ``day`` anyway."""
    last = assignment.valid_to
    return assignment.stopped_at is not None or (last is not None and (last <= day or last < clock.today()))
