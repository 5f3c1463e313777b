"""What people held at a hospital that closes or goes over into another: it ends there, and nothing of it goes over.

What waits there for somebody ends with them: planned visits, matters in the sign-off queue, tasks. Of the tasks about
a network its centre is told by one task, so that nothing is left to nobody.
"""

from collections import defaultdict

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access import inbox
from access.actor import Actor
from access.domain import invitations, role_assignments
from access.enums import ScopeKind
from access.lifecycle import move
from access.models import Invitation, RoleAssignment, Task
from access.roles import CENTRE_ADMIN
from access.texts import in_first_language, text
from network.assessment_enums import AppealState
from network.confirmation_enums import ConfirmationState
from network.domain import signoffs, site_visits
from network.exit_enums import VisitState
from network.membership_enums import SignOffState
from network.models import AnnualConfirmation, AssessmentAppeal, Hospital, SignOff, SiteVisit
from tools import calendar, clock

LOOK_THROUGH = text(
    "task.hospital.left_open", _("See what %(hospital)s left open when it closed, and settle it: %(matters)s")
)
LOOK_THROUGH_PERIOD = (10, calendar.Kind.WORKING)
# What waits for a signature that nobody can give any more is a draft again.
UNSIGNED = {AnnualConfirmation: ConfirmationState.DRAFT, AssessmentAppeal: AppealState.DRAFT}


def roles_at(hospital: Hospital):
    """The roles at a hospital that are held today or are to begin."""
    rows = RoleAssignment.objects.filter(scope_kind=ScopeKind.HOSPITAL, scope_id=hospital.pk, stopped_at__isnull=True)
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=clock.today()))


def invitations_to(hospital: Hospital):
    """The invitations to a hospital that can still be used."""
    rows = Invitation.objects.filter(scope_kind=ScopeKind.HOSPITAL, scope_id=hospital.pk)
    return rows.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_on__gte=clock.today())


def end_all(hospital: Hospital, *, reason: str, by: Actor) -> None:
    """End every role at a hospital at once, take its invitations back and settle what waits there: called inside the
    verb that closes or merges it, which has asked its own permission. Whoever is to work at another hospital is given
    a role there by its own people."""
    system = Actor.as_system(by.label, origin=by.origin)
    _settle(hospital, reason, system)
    for assignment in roles_at(hospital).select_for_update().order_by("pk"):
        role_assignments.end(assignment, reason=reason, by=system)
    for invitation in invitations_to(hospital).select_for_update().order_by("pk"):
        invitations.revoke(invitation, by=system)


def _settle(hospital: Hospital, reason: str, by: Actor) -> None:
    for visit in SiteVisit.objects.filter(hospital=hospital, state=VisitState.PLANNED).order_by("pk"):
        site_visits.cancel(visit, reason=reason, expected=visit.version, by=by)
    for signoff in SignOff.objects.filter(hospital=hospital, state=SignOffState.WAITING).order_by("pk"):
        thing = signoffs.subject_of(signoff)
        if type(thing) in UNSIGNED:
            move(thing, UNSIGNED[type(thing)], by=by, expected=thing.version, reason=reason)
        signoffs.cancel_waiting(thing, by=by)
    _close_tasks(hospital, by)


def _close_tasks(hospital: Hospital, by: Actor) -> None:
    """Close the hospital's open tasks; each centre that they concern has one task instead."""
    rows = Task.objects.open().filter(scope_kind=ScopeKind.HOSPITAL, scope_id=hospital.pk).order_by("pk")
    matters: dict[int, dict[str, None]] = defaultdict(dict)
    for task in rows:
        thing = apps.get_model(task.object_type)._base_manager.filter(pk=task.object_id).first()
        network = getattr(thing, "network", None)
        if network is not None:
            matters[network.centre_id][in_first_language(thing)] = None
    rows.update(closed_at=clock.now(), closed_by=by.label)
    for centre_id, names in sorted(matters.items()):
        inbox.open_task(
            LOOK_THROUGH,
            hospital,
            role=CENTRE_ADMIN,
            scope_kind=ScopeKind.CENTRE,
            scope_id=centre_id,
            due=calendar.due_after(clock.today(), *LOOK_THROUGH_PERIOD),
            hospital=in_first_language(hospital),
            matters=list(names),
        )
