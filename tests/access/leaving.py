"""What tests of hand-overs and of departures do alike: somebody goes on Wednesday, 4 March 2026."""

from datetime import date

from access import inbox
from access.domain import hand_overs
from access.models import HandOver, RoleAssignment, Task

TODAY, MONDAY = date(2026, 3, 4), date(2026, 3, 9)
SINCE = {"valid_from": date(2018, 1, 1)}


def propose(role, successor, by, first_day=TODAY, roles=None) -> HandOver:
    """The hand-over of a role (or several) to a successor."""
    made = hand_overs.propose(
        role, roles=roles or [role.pk], successor=successor, first_day=first_day, reason="退休", by=by
    )
    return made[0]


def roles_of(user, on) -> set[str]:
    """The roles that a person holds on a day."""
    return set(RoleAssignment.objects.filter(user=user).valid(on).values_list("role", flat=True))


def task_of(role) -> Task:
    """An open task of the role at its place."""
    place = {"role": role.role, "scope_kind": role.scope_kind, "scope_id": role.scope_id}
    return inbox.open_task("task.x", role, **place)
