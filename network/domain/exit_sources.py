"""What hangs on a membership in this house and on the ground floor, and how each disposition is carried out."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access import inbox
from access.domain import role_assignments
from access.enums import ScopeKind
from access.models import RoleAssignment, Task
from access.roles import HOSPITAL_COORDINATOR
from network import exit_permissions as permissions
from network.domain import agreement_ends, agreements, applications, site_visits
from network.exit_enums import VisitState
from network.exits import Choice, Ending, Item, Source
from network.membership_enums import AgreementState
from network.models import Agreement, Measure, Membership, MembershipApplication, SiteVisit
from tools import clock

WITHDRAW = Choice("withdraw", _("withdrawn with the exit"))
CANCEL = Choice("cancel", _("cancelled with the exit"))
ENDED = Choice("ended", _("its duties end on the last day"))
SURVIVES = Choice("survives", _("its duties of confidentiality and data protection go on"))
CLOSE = Choice("close", _("closed with the exit"))
KEEP = Choice("keep", _("still to be done"))
KEEPS_ROLE = Choice("keep", _("keeps the role"))
ENDS_ROLE = Choice("end", _("the role ends with the last day"), permissions.SIGN_EXIT)
STILL_VISITED = Choice("keep", _("takes place all the same"))


def open_applications(membership) -> Iterator[Item]:
    """The hospital's open applications of this campus to this network: changes of tier."""
    rows = MembershipApplication.objects.open().filter(campus=membership.campus_id, network=membership.network_id)
    for row in rows.order_by("pk"):
        yield Item(str(row.pk), str(row), (WITHDRAW,), row.get_absolute_url())


def withdraw_application(membership, item: Item, choice: str, ending: Ending) -> None:
    """The application ends, with its sign-off and its agreement."""
    applications.end_of(pk=int(item.key), reason=ending.reason, by=ending.by)


def issued_agreements(membership) -> Iterator[Item]:
    """The agreement that the membership rests on, and one that is out for another tier."""
    if membership.agreement_id:
        agreement = membership.agreement
        yield Item(str(agreement.pk), str(agreement), (ENDED, SURVIVES), agreement.get_absolute_url())
    over = (AgreementState.COMPLETE, AgreementState.CANCELLED)
    rows = Agreement.objects.filter(campus=membership.campus_id, network=membership.network_id).exclude(state__in=over)
    for row in rows.order_by("pk"):
        yield Item(str(row.pk), str(row), (CANCEL,), row.get_absolute_url())


def end_agreement(membership, item: Item, choice: str, ending: Ending) -> None:
    """One that is out is cancelled, unless its application took it along; a complete one stays as it was sealed."""
    row = Agreement.objects.get(pk=int(item.key))
    if choice != CANCEL.code or row.state == AgreementState.CANCELLED:
        return
    if row.application is None:
        agreement_ends.cancel_signed_again(pk=row.pk, reason=ending.reason, by=ending.by)
    else:
        agreements.cancel_of(row.application, reason=ending.reason, by=ending.by)


def coordinators(membership) -> Iterator[Item]:
    """The hospital's coordinators, when it belongs to no other network: with another they have work there."""
    others = Membership.objects.not_over().filter(hospital=membership.hospital_id).exclude(pk=membership.pk)
    if others.exclude(state="exited").exists():
        return
    rows = RoleAssignment.objects.valid().filter(
        role=HOSPITAL_COORDINATOR, scope_kind=ScopeKind.HOSPITAL, scope_id=membership.hospital_id
    )
    for row in rows.select_related("user").order_by("pk"):
        yield Item(str(row.pk), row.user.name, (KEEPS_ROLE, ENDS_ROLE))


def end_role(membership, item: Item, choice: str, ending: Ending) -> None:
    """The role ends with the membership's last day, today at the earliest, if the hospital has said so."""
    if choice == ENDS_ROLE.code:
        assignment = RoleAssignment.objects.get(pk=int(item.key))
        day = max(ending.last_day, clock.today())
        role_assignments.end(assignment, last_day=day, reason=ending.reason[:200], by=ending.by)


def open_tasks(membership) -> Iterator[Item]:
    """The hospital's tasks about this membership: answers to the centre, visits, copies to seal."""
    about = Q(object_type="network.membership", object_id=membership.pk)
    for model, rows in (
        (Measure, Measure.objects.filter(membership=membership)),
        (Agreement, Agreement.objects.filter(Q(pk=membership.agreement_id) | Q(member=membership))),
    ):
        about |= Q(object_type=model._meta.label_lower, object_id__in=rows.order_by().values("pk"))
    rows = Task.objects.open().filter(about, scope_kind="hospital", scope_id=membership.hospital_id)
    for row in rows.order_by("pk"):
        yield Item(str(row.pk), str(row), (CLOSE, KEEP), row.url)


def close_task(membership, item: Item, choice: str, ending: Ending) -> None:
    """The task is closed, or stays for the hospital."""
    row = Task.objects.get(pk=int(item.key))
    if choice == CLOSE.code:
        thing = apps.get_model(row.object_type)._base_manager.get(pk=row.object_id)
        inbox.close_tasks(thing, row.kind, by=ending.by)


def planned_visits(membership) -> Iterator[Item]:
    """Visits to the member that are planned."""
    rows = SiteVisit.objects.filter(membership=membership, state=VisitState.PLANNED)
    for row in rows.order_by("pk"):
        yield Item(str(row.pk), f"{row} {row.planned_on}", (CANCEL, STILL_VISITED), row.get_absolute_url())


def cancel_visit(membership, item: Item, choice: str, ending: Ending) -> None:
    """Nobody comes, or somebody comes once more."""
    if choice == CANCEL.code:
        visit = SiteVisit.objects.get(pk=int(item.key))
        site_visits.cancel(visit, reason=ending.reason, expected=visit.version, by=ending.by)


SOURCES = (
    Source("applications", _("Open applications"), (WITHDRAW,), open_applications, withdraw_application),
    Source("agreements", _("Agreements"), (ENDED, SURVIVES, CANCEL), issued_agreements, end_agreement),
    Source("visits", _("Planned visits"), (CANCEL, STILL_VISITED), planned_visits, cancel_visit),
    Source("tasks", _("Open tasks of the hospital"), (CLOSE, KEEP), open_tasks, close_task),
    Source("people", _("People"), (KEEPS_ROLE, ENDS_ROLE), coordinators, end_role),
)
