"""Handing a role over to a successor: the role goes from a day on, open tasks and drafts follow, both are told."""

from collections.abc import Collection
from datetime import date, timedelta

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from access import door, inbox, live, logbook, people_permissions, permissions, scopes, separation
from access.actor import Actor
from access.domain import role_assignments
from access.lifecycle import move
from access.models import Draft, HandOver, RoleAssignment, User
from access.people_enums import HandOverState
from access.refusals import Refused, refusal
from access.roles import ROLES, may_grant
from access.texts import text
from access.verbs import verb
from tools import calendar, clock

PERIOD_TO_CONFIRM = (5, calendar.Kind.WORKING)
TASK = text("task.handover", _("Confirm or decline: %(leaver)s hands “%(title)s” over to %(successor)s"))

NOTHING = text("access.hand_over.nothing", _("Choose at least one role that is still held and not being handed over."))
NOT_YOURS = text(
    "access.hand_over.not_yours",
    _("A hand-over is proposed by the person or by whoever manages the organisation's people."),
)
WRONG_SUCCESSOR = text(
    "access.hand_over.wrong_successor",
    _("%(name)s holds no role in the organisation: invite the successor first, or choose a colleague."),
)
WRONG_DAY = text(
    "access.hand_over.wrong_day", _("The successor's first day is today or later, while the role is still held.")
)
TO_ONESELF = text(
    "access.hand_over.to_oneself", _("Nobody gives a role to oneself: another administrator hands it over.")
)
TOLD_PROPOSED = text(
    "news.handover.proposed",
    _("%(leaver)s is to hand “%(title)s” over to %(successor)s from %(day)s; the administrator has to confirm it."),
)
TOLD_CONFIRMED = text(
    "news.handover.confirmed",
    _("“%(title)s” goes from %(leaver)s to %(successor)s on %(day)s, with its open tasks: %(tasks)s."),
)
TOLD_DECLINED = text(
    "news.handover.declined",
    _("The hand-over of “%(title)s” from %(leaver)s to %(successor)s is declined. Reason: %(reason)s"),
)


def colleagues(assignment: RoleAssignment):
    """Who may follow: people with a role in the same organisation, but the person."""
    there = RoleAssignment.objects.valid().filter(scope_kind=assignment.scope_kind, scope_id=assignment.scope_id)
    rows = User.objects.filter(pk__in=there.values("user"), is_active=True)
    return rows.exclude(pk=assignment.user_id).order_by("name", "pk")


def open_roles(assignment: RoleAssignment):
    """The person's valid roles at the same place that are not being handed over yet."""
    waiting = HandOver.objects.filter(state=HandOverState.PROPOSED)
    rows = RoleAssignment.objects.valid().filter(
        user=assignment.user_id, scope_kind=assignment.scope_kind, scope_id=assignment.scope_id
    )
    return rows.exclude(pk__in=waiting.values("assignment")).order_by("pk")


def may_propose(assignment: RoleAssignment, by: Actor) -> bool:
    """Whether the actor is the person, or confirms hand-overs at the place."""
    own = by.user is not None and by.user.pk == assignment.user_id
    return own or door.can(by, permissions.END_ROLE, assignment)


@verb(open_because="one's own roles, or whoever ends roles at the place: asked below")
def propose(
    assignment: RoleAssignment, *, roles: Collection[int], successor: User, first_day: date, reason: str, by: Actor
) -> list[HandOver]:
    """Hand over the chosen roles (keys) that the person of ``assignment`` holds at its place.

    What the actor may give is confirmed at once; the rest waits for whoever may. Raises Refused: not one's own and no
    right at the place, no role left, a successor from elsewhere or oneself, a day that cannot be.
    """
    if not may_propose(assignment, by):
        raise Refused(refusal(NOT_YOURS), assignment)
    chosen = list(open_roles(assignment).filter(pk__in=roles).select_related("user"))
    if not chosen:
        raise Refused(refusal(NOTHING), assignment)
    _check(assignment, chosen, successor, first_day, by)
    facts = {"successor": successor, "first_day": first_day, "reason": reason}
    made = [_propose(item, by=by, **facts) for item in chosen]
    for hand_over in made:
        if _is_confirmed_at_once(hand_over, by):
            confirm(hand_over, expected=hand_over.version, by=by)
    return made


def _check(assignment: RoleAssignment, chosen: list, successor: User, first_day: date, by: Actor) -> None:
    if by.user is not None and by.user.pk == successor.pk:
        raise Refused(refusal(TO_ONESELF), assignment)
    if not colleagues(assignment).filter(pk=successor.pk).exists():
        raise Refused(refusal(WRONG_SUCCESSOR, name=successor.name), assignment)
    for item in chosen:
        if first_day < clock.today() or (item.valid_to is not None and first_day > item.valid_to):
            raise Refused(refusal(WRONG_DAY), assignment)
        separation.check_gift(successor, item.role, first_day, assignment)


def _propose(assignment: RoleAssignment, *, by: Actor, **facts) -> HandOver:
    hand_over = HandOver.objects.create(
        assignment=assignment,
        leaver=assignment.user,
        scope_kind=assignment.scope_kind,
        scope_id=assignment.scope_id,
        proposed_by=by.user,
        **facts,
    )
    changes = {"role": ("", assignment.role), "first_day": ("", hand_over.first_day)}
    logbook.record(hand_over, by=by, verb="handover.proposed", changes=changes, reason=hand_over.reason)
    if not _is_confirmed_at_once(hand_over, by):
        inbox.notify([hand_over.leaver, hand_over.successor], TOLD_PROPOSED, hand_over, **_named(hand_over))
        for role, kind, scope_id in deciders(assignment):
            due = calendar.due_after(clock.today(), *PERIOD_TO_CONFIRM)
            place = {"role": role, "scope_kind": kind, "scope_id": scope_id}
            inbox.open_task(TASK, hand_over, due=due, **place, **_named(hand_over))
    return hand_over


def _named(hand_over: HandOver) -> dict[str, str]:
    role = hand_over.assignment.role
    return {
        "leaver": hand_over.leaver.name,
        "successor": hand_over.successor.name,
        "title": str(ROLES[role].title) if role in ROLES else role,
        "day": hand_over.first_day.isoformat(),
    }


def deciders(assignment: RoleAssignment) -> list[tuple[str, str, int]]:
    """The roles, with their places, that may give the role of an assignment."""
    givers = [role for role in ROLES.values() if may_grant(role.code, assignment.role)]
    place = (str(assignment.scope_kind), assignment.scope_id)
    return [
        (role.code, *(place if role.scope_kind == assignment.scope_kind else (str(role.scope_kind), 0)))
        for role in givers
    ]


def _is_confirmed_at_once(hand_over: HandOver, by: Actor) -> bool:
    """Whether the actor may give the role without a second person, and is not the one who leaves it."""
    scope = _scope(hand_over)
    if by.user is not None and by.user.pk == hand_over.leaver_id:
        return False
    try:
        role_assignments.check_gift(scope, hand_over.assignment.role, by)
    except Refused:
        return False
    return not role_assignments.needs_confirmation(scope, hand_over.assignment.role, by)


def _scope(hand_over: HandOver):
    return scopes.scope_object(hand_over.scope_kind, hand_over.scope_id)


@verb(people_permissions.HAND_OVER)
def confirm(hand_over: HandOver, *, expected: int, token: str = "", by: Actor) -> HandOver:
    """Give the role to the successor from the first day on and end it the day before; tasks go with the role.

    Raises Refused when the role is not the actor's to give, when the security administrator would decide alone (what
    the person has not proposed takes a second person), when the role has ended meanwhile; Stale, Forbidden.
    """
    role_assignments.check_gift(_scope(hand_over), hand_over.assignment.role, by)
    _check_second_person(hand_over, by)
    stamps = {"decided_by": by.user, "decided_at": clock.now()}
    if move(hand_over, HandOverState.CONFIRMED, by=by, expected=expected, token=token, stamps=stamps):
        _carry_out(hand_over, by)
        inbox.close_tasks(hand_over, by=by)
    return hand_over


def _check_second_person(hand_over: HandOver, by: Actor) -> None:
    alone = by.user is not None and by.user.pk == hand_over.proposed_by_id
    if alone and role_assignments.needs_confirmation(_scope(hand_over), hand_over.assignment.role, by):
        raise Refused(refusal(role_assignments.NEEDS_INVITATION), hand_over)


def _carry_out(hand_over: HandOver, by: Actor) -> None:
    role = RoleAssignment.objects.select_for_update().get(pk=hand_over.assignment_id)
    day = max(hand_over.first_day, clock.today())
    if not role.is_valid(day) and not role.is_valid():
        raise Refused(refusal(role_assignments.ALREADY_ENDED), hand_over)
    place = {"role": role.role, "scope_kind": role.scope_kind, "scope_id": role.scope_id}
    last, waiting = role.valid_to, inbox.open_tasks_at(**place)
    if not RoleAssignment.objects.valid(day).filter(user=hand_over.successor, **place).exists():
        role_assignments.create_assignment(
            _scope(hand_over),
            user=hand_over.successor,
            role=role.role,
            reason=hand_over.reason,
            by=by,
            valid_from=day,
            valid_to=last,
        )
    role_assignments.stop(role, day=day - timedelta(days=1), reason=hand_over.reason, by=by)
    people = [hand_over.leaver, hand_over.successor]
    inbox.notify(people, TOLD_CONFIRMED, hand_over, **_named(hand_over) | {"day": day.isoformat()}, tasks=waiting)
    live.check_person(hand_over.successor_id)
    if day <= clock.today():
        _carry(hand_over, by)


@verb(people_permissions.HAND_OVER)
def decline(hand_over: HandOver, *, expected: int, reason: str, token: str = "", by: Actor) -> HandOver:
    """Leave the role where it is; both are told why."""
    stamps = {"decided_by": by.user, "decided_at": clock.now()}
    if move(hand_over, HandOverState.DECLINED, by=by, expected=expected, token=token, reason=reason, stamps=stamps):
        inbox.close_tasks(hand_over, by=by)
        people = [hand_over.leaver, hand_over.successor]
        inbox.notify(people, TOLD_DECLINED, hand_over, **_named(hand_over), reason=reason)
    return hand_over


@verb(people_permissions.VIEW_HAND_OVERS)
def withdraw(hand_over: HandOver, *, expected: int, token: str = "", by: Actor) -> HandOver:
    """Take a proposal back."""
    stamps = {"decided_by": by.user, "decided_at": clock.now()}
    if move(hand_over, HandOverState.WITHDRAWN, by=by, expected=expected, token=token, stamps=stamps):
        inbox.close_tasks(hand_over, by=by)
    return hand_over


@verb(open_because="the system, on the day that an administrator confirmed")
def carry(hand_over: HandOver, *, by: Actor) -> int:
    """Let the drafts follow once the first day has come; returns how many. A second time changes nothing."""
    if hand_over.carried_at is not None or hand_over.first_day > clock.today():
        logbook.nothing_changed()
        return 0
    return _carry(hand_over, by)


def _carry(hand_over: HandOver, by: Actor) -> int:
    """Drafts about things that the person no longer sees and the successor does; none replaces the successor's own."""
    moved = [draft for draft in Draft.objects.filter(user=hand_over.leaver) if _follows(draft, hand_over)]
    Draft.objects.filter(pk__in=[draft.pk for draft in moved]).update(user=hand_over.successor)
    hand_over.carried_at = clock.now()
    hand_over.save(update_fields=["carried_at"])
    logbook.record(hand_over, by=by, verb="handover.drafts_moved", changes={"rows": ("", len(moved))})
    return len(moved)


def _follows(draft: Draft, hand_over: HandOver) -> bool:
    model = apps.get_model(draft.object_type)
    thing = model._base_manager.filter(pk=draft.object_id).first()
    permission = getattr(model, "view_permission", "")
    own = {"form": draft.form, "object_type": draft.object_type, "object_id": draft.object_id}
    if thing is None or not permission or Draft.objects.filter(user=hand_over.successor, **own).exists():
        return False
    leaver, successor = Actor.of(hand_over.leaver), Actor.of(hand_over.successor)
    return door.can(successor, permission, thing) and not door.can(leaver, permission, thing)
