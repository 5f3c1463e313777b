"""Acting for a colleague who is away: named by the person, between two days, for a kind of acts; ended any time."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access import delegation_kinds, door, inbox, live, logbook, permissions
from access.actor import Actor
from access.domain import sign_ins
from access.models import Delegation, RoleAssignment, User
from access.refusals import Refused, refusal
from access.roles import SEPARATED
from access.texts import text
from access.verbs import verb
from tools import clock

LONGEST_DAYS = 366

NOT_YOUR_ROLE = text("access.delegation.not_your_role", _("Only the person who holds a role names a deputy for it."))
NOT_VALID = text("access.delegation.not_valid", _("This role has ended: there is nothing to act for."))
NOT_A_COLLEAGUE = text(
    "access.delegation.not_a_colleague",
    _("%(name)s holds no role in your organisation today: name a colleague of the same organisation."),
)
IS_SEPARATED = text(
    "access.delegation.separated",
    _("The three separated administrators neither act for somebody nor let somebody act for them."),
)
WRONG_DAYS = text(
    "access.delegation.wrong_days",
    _("A deputy acts from today or later, to a last day within a year, and no longer than the role is held."),
)
UNKNOWN_KIND = text("access.delegation.unknown_kind", _("Choose for which acts the deputy stands in."))
TWICE = text(
    "access.delegation.twice", _("%(name)s acts for you in these days already: end that first, or choose other days.")
)
NOT_YOURS_TO_END = text(
    "access.delegation.not_yours_to_end",
    _("A delegation is ended by one of the two people or by the administrator of their organisation."),
)
OVER = text("access.delegation.over", _("This delegation is over already."))
GIVEN_NEWS = text(
    "news.delegation.given", _("From %(first)s to %(last)s you act for %(person)s as “%(role)s”: %(kind)s.")
)
ENDED_NEWS = text("news.delegation.ended", _("%(deputy)s no longer acts for %(person)s as “%(role)s”."))


def colleagues(assignment: RoleAssignment):
    """The people who hold a role in the same organisation today, but the holder and the separated administrators."""
    there = RoleAssignment.objects.valid().filter(scope_kind=assignment.scope_kind, scope_id=assignment.scope_id)
    separated = RoleAssignment.objects.valid().filter(role__in=SEPARATED)
    rows = User.objects.filter(pk__in=there.values("user"), is_active=True)
    return rows.exclude(pk=assignment.user_id).exclude(pk__in=separated.values("user")).order_by("name", "pk")


@verb(open_because="one's own role: whoever holds it is asked below")
def delegate(
    assignment: RoleAssignment, *, deputy: User, kind: str, first: date, last: date, reason: str, by: Actor
) -> Delegation:
    """Let a colleague act in one's own role between two days, both counted; both people are told.

    Raises Refused: somebody else's role, a role that is over, one of the three separated administrators (GB/T
    22239-2019: separation of the three), nobody of the organisation, days that cannot be, or twice at a time.
    """
    _check_role(assignment, by)
    _check_deputy(assignment, deputy)
    _check_days(assignment, deputy, first, last)
    if kind not in dict(delegation_kinds.choices()):
        raise Refused(refusal(UNKNOWN_KIND), assignment)
    delegation = Delegation.objects.create(
        assignment=assignment,
        delegator=assignment.user,
        deputy=deputy,
        scope_kind=assignment.scope_kind,
        scope_id=assignment.scope_id,
        kind=kind,
        valid_from=first,
        valid_to=last,
        reason=reason,
    )
    changes = {"role": ("", assignment.role), "valid_from": ("", first), "valid_to": ("", last), "kind": ("", kind)}
    logbook.record(delegation, by=by, verb="delegation.given", changes=changes, reason=reason)
    facts = {"first": first.isoformat(), "last": last.isoformat(), "kind": {"code": delegation_kinds.text_of(kind)}}
    inbox.notify([deputy], GIVEN_NEWS, delegation, **_named(delegation), **facts)
    _follow(deputy, by)
    return delegation


def _named(delegation: Delegation) -> dict[str, str]:
    return {"person": delegation.delegator.name, "role": delegation.assignment.role_title}


def _follow(deputy: User, by: Actor) -> None:
    """What follows when rights come or go: open pages look again, and a privileged role keeps one session."""
    live.check_person(deputy.pk)
    sign_ins.keep_last(deputy, by=by)


def _check_role(assignment: RoleAssignment, by: Actor) -> None:
    if by.user is None or by.user.pk != assignment.user_id:
        raise Refused(refusal(NOT_YOUR_ROLE), assignment)
    if not assignment.is_valid():
        raise Refused(refusal(NOT_VALID), assignment)
    if any(item.role in SEPARATED for item in by.own_assignments):
        raise Refused(refusal(IS_SEPARATED), assignment)


def _check_deputy(assignment: RoleAssignment, deputy: User) -> None:
    if RoleAssignment.objects.valid().filter(user=deputy, role__in=SEPARATED).exists():
        raise Refused(refusal(IS_SEPARATED), assignment)
    if not colleagues(assignment).filter(pk=deputy.pk).exists():
        raise Refused(refusal(NOT_A_COLLEAGUE, name=deputy.name), assignment)


def _check_days(assignment: RoleAssignment, deputy: User, first: date, last: date) -> None:
    latest = min(clock.today() + timedelta(days=LONGEST_DAYS), assignment.valid_to or date.max)
    if not clock.today() <= first <= last <= latest:
        raise Refused(refusal(WRONG_DAYS), assignment)
    same_days = Q(valid_from__lte=last, valid_to__gte=first)
    if Delegation.objects.filter(same_days, assignment=assignment, deputy=deputy, ended_at=None).exists():
        raise Refused(refusal(TWICE, name=deputy.name), assignment)


def may_end(delegation: Delegation, by: Actor) -> bool:
    """Whether the actor is one of the two, or ends roles in their organisation."""
    oneself = by.user is not None and by.user.pk in (delegation.delegator_id, delegation.deputy_id)
    return oneself or door.can(by, permissions.END_ROLE, delegation.assignment)


@verb(open_because="one of the two people, or whoever ends roles in their organisation: asked below")
def end(delegation: Delegation, *, by: Actor) -> Delegation:
    """End a delegation at once; both people are told. Raises Refused for others, and when it is over."""
    if not may_end(delegation, by):
        raise Refused(refusal(NOT_YOURS_TO_END), delegation)
    if delegation.status in ("ended", "over"):
        raise Refused(refusal(OVER), delegation)
    return end_now(delegation, by=by)


def end_now(delegation: Delegation, *, by: Actor) -> Delegation:
    """Write the end: a part of ending it, and of leaving."""
    delegation.ended_at, delegation.ended_by = clock.now(), by.user
    delegation.save(update_fields=["ended_at", "ended_by"])
    logbook.record(delegation, by=by, verb="delegation.ended", changes={"role": ("", delegation.assignment.role)})
    people = [delegation.delegator, delegation.deputy]
    inbox.notify(people, ENDED_NEWS, delegation, deputy=delegation.deputy.name, **_named(delegation))
    live.check_person(delegation.deputy_id)
    return delegation
