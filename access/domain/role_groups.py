"""The Django groups behind roles, so that Wagtail's page rights follow the dated assignments."""

from django.contrib.auth.models import Group

from access.models import RoleAssignment, RoleGroup
from access.roles import CENTRE_EDITOR, DEPARTMENT_OFFICER

# Only these roles have rights in the content system; the others need no group.
EDITORIAL_ROLES = frozenset({CENTRE_EDITOR, DEPARTMENT_OFFICER})


def group_for(role: str, scope_kind: str, scope_id: int = 0) -> Group:
    """The group of one role at one scope, made when first asked for."""
    found = (
        RoleGroup.objects.filter(role=role, scope_kind=scope_kind, scope_id=scope_id).select_related("group").first()
    )
    if found:
        return found.group
    group = Group.objects.create(name=f"{role}:{scope_kind}:{scope_id}")
    RoleGroup.objects.create(group=group, role=role, scope_kind=scope_kind, scope_id=scope_id)
    return group


def ensure_group(assignment: RoleAssignment) -> None:
    """See to it that the group of an editorial assignment exists."""
    if assignment.role in EDITORIAL_ROLES:
        group_for(assignment.role, assignment.scope_kind, assignment.scope_id)
