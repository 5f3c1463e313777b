"""What a person holds and what would be left without anybody: asked before somebody hands over or leaves."""

from dataclasses import dataclass, field

from access import grants
from access.models import Draft, RoleAssignment, Task, User
from access.roles import ROLES


@dataclass(frozen=True)
class Held:
    """One role with what hangs on it: its open tasks, and whether nobody else holds it at this place."""

    assignment: RoleAssignment
    tasks: list[Task] = field(default_factory=list)
    alone: bool = False

    @property
    def would_be_orphaned(self) -> bool:
        """Whether something would stay undone: nobody else holds it, and it decides for others or has open tasks."""
        role = ROLES.get(self.assignment.role)
        return self.alone and bool(self.tasks or (role is not None and role.privileged))


def held(user: User, rows=None) -> list[Held]:
    """The person's valid roles (or those of ``rows``), each with its open tasks and whether it is held alone."""
    own = list((RoleAssignment.objects.filter(user=user) if rows is None else rows).valid().order_by("pk"))
    return [Held(item, list(tasks_of(item)), not _others(item)) for item in own]


def tasks_of(assignment: RoleAssignment):
    """The open tasks of a role at its place, by due date."""
    place = {"role": assignment.role, "scope_kind": assignment.scope_kind, "scope_id": assignment.scope_id}
    return Task.objects.open().filter(**place).order_by("due_on", "opened_at")


def _others(assignment: RoleAssignment) -> bool:
    """Whether somebody else with an open account holds the same role at the same place today."""
    rows = RoleAssignment.objects.valid().filter(
        role=assignment.role, scope_kind=assignment.scope_kind, scope_id=assignment.scope_id, user__is_active=True
    )
    return rows.exclude(user=assignment.user_id).exists()


def drafts_of(user: User):
    """What the person has typed and not saved yet."""
    return Draft.objects.filter(user=user).order_by("-saved_at")


def shares_of(user: User) -> list[tuple[str, str]]:
    """What is shared with the person alone, as (title, address)."""
    return grants.shared_with(user)
