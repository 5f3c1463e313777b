"""What people held at a hospital that goes over into another: it ends there, and nothing of it goes over."""

from django.db.models import Q

from access.actor import Actor
from access.domain import invitations, role_assignments
from access.enums import ScopeKind
from access.models import Invitation, RoleAssignment
from network.models import Hospital
from tools import clock


def roles_at(hospital: Hospital):
    """The roles at a hospital that are held today or are to begin."""
    rows = RoleAssignment.objects.filter(scope_kind=ScopeKind.HOSPITAL, scope_id=hospital.pk, stopped_at__isnull=True)
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=clock.today()))


def invitations_to(hospital: Hospital):
    """The invitations to a hospital that can still be used."""
    rows = Invitation.objects.filter(scope_kind=ScopeKind.HOSPITAL, scope_id=hospital.pk)
    return rows.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_on__gte=clock.today())


def end_all(hospital: Hospital, *, reason: str, by: Actor) -> None:
    """End every role at a hospital at once and take its invitations back: called inside the verb that merges it, which
    has asked its own permission. Whoever is to work at the other hospital is given a role there by its own people."""
    system = Actor.as_system(by.label, origin=by.origin)
    for assignment in roles_at(hospital).select_for_update().order_by("pk"):
        role_assignments.end(assignment, reason=reason, by=system)
    for invitation in invitations_to(hospital).select_for_update().order_by("pk"):
        invitations.revoke(invitation, by=system)
