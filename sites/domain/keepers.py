"""Who is asked when something about a hospital's research sites is due."""

from access import inbox
from access.enums import ScopeKind
from access.models import RoleAssignment
from access.roles import HOSPITAL_COORDINATOR, RESEARCH_SITE_MANAGER


def keeper_role(hospital_id: int) -> str:
    """The role whose task it is: the research site manager's, or the coordinator's where there is no manager."""
    managers = RoleAssignment.objects.valid().filter(
        role=RESEARCH_SITE_MANAGER, scope_kind=ScopeKind.HOSPITAL, scope_id=hospital_id, user__is_active=True
    )
    return RESEARCH_SITE_MANAGER if managers.exists() else HOSPITAL_COORDINATOR


def open_task(kind: str, thing, *, hospital_id: int, due, **params):
    """Open the hospital's task about a thing, for whoever keeps its sites."""
    scope = {"role": keeper_role(hospital_id), "scope_kind": ScopeKind.HOSPITAL, "scope_id": hospital_id}
    return inbox.open_task(kind, thing, **scope, due=due, **params)


def keepers(hospital_id: int) -> list:
    """The people who keep a hospital's sites today."""
    return inbox.holders((RESEARCH_SITE_MANAGER, HOSPITAL_COORDINATOR), ScopeKind.HOSPITAL, hospital_id)
