"""Opening and closing tasks, and sending news: what verbs do beside their main work."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache

from django.db import transaction

from access import live
from access.actor import Actor
from access.delegation_kinds import ALL, KINDS
from access.delivery import outbox
from access.models.delegation import Delegation
from access.models.inbox import Notification, Task
from access.models.role_assignment import RoleAssignment
from access.models.user import User
from access.queries.prepared import Prepared
from tools import clock


def _open(kind: str, object_type: str, object_id: int, role: str, scope_id: int):
    rows = Task.objects.open().filter(kind=kind, object_type=object_type, object_id=object_id)
    return rows.filter(role=role, scope_id=scope_id).order_by("pk")[:1]


_OPEN = Prepared(_open, str, str, int, str, int)


def open_task(
    kind: str,
    thing,
    *,
    role: str,
    scope_kind: str,
    scope_id: int = 0,
    due: date | None = None,
    url: str = "",
    **params,
) -> Task:
    """Open an obligation about ``thing`` for the holders of a role; an open one of the kind is kept, not doubled."""
    live.touch("inbox")
    found = _OPEN(kind, thing._meta.label_lower, thing.pk, role, scope_id)
    return next(iter(found), None) or Task.objects.create(
        kind=kind,
        params=params,
        role=role,
        scope_kind=scope_kind,
        scope_id=scope_id,
        object_type=thing._meta.label_lower,
        object_id=thing.pk,
        url=url or thing.get_absolute_url(),
        due_on=due,
    )


def close_tasks(thing, *kinds: str, by: Actor) -> int:
    """Close the open tasks of these kinds about ``thing`` (all kinds when none is named); returns how many."""
    rows = Task.objects.open().filter(object_type=thing._meta.label_lower, object_id=thing.pk)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    live.touch("inbox")
    return rows.update(closed_at=clock.now(), closed_by=by.label)


def open_tasks_at(*, role: str, scope_kind: str, scope_id: int) -> int:
    """How many tasks wait for the holders of a role at a scope."""
    return Task.objects.open().filter(role=role, scope_kind=scope_kind, scope_id=scope_id).count()


def holders(role: str | Collection[str], scope_kind: str, scope_id: int = 0, *, task: str = ""):
    """The people who hold a role, or one of several, at a scope today, and their deputies: one query.

    Deputies for one kind of acts are among them when ``task`` is a task of that kind.
    """
    roles = (role,) if isinstance(role, str) else tuple(role)
    kinds = (ALL, *(kind.code for kind in KINDS.values() if task in kind.tasks))
    return _people(roles, kinds)(scope_kind, scope_id, clock.today()) if roles else []


@cache
def _people(roles: tuple[str, ...], kinds: tuple[str, ...]) -> Prepared:
    def ask(scope_kind: str, scope_id: int, day: date):
        rows = RoleAssignment.objects.valid(day).filter(role__in=roles, scope_kind=scope_kind, scope_id=scope_id)
        held = rows.filter(user__is_active=True).order_by()
        deputies = Delegation.objects.valid(day).filter(assignment__in=held.values("pk"), kind__in=kinds).order_by()
        people = held.values("user").union(deputies.values("deputy"))
        return User.objects.filter(pk__in=people, is_active=True).order_by("pk")

    return Prepared(ask, str, int, date)


def notify(people: Iterable, code: str, thing, *, url: str = "", **params) -> None:
    """Tell people, each once, in the page and by the channels that they chose.

    News and messages are written in the verb's own transaction: none is lost, and nobody is told of what was rolled
    back. The messages go out later, by the worker (access/delivery).
    """
    address = url or thing.get_absolute_url()
    rows = [
        Notification(user=user, code=code, params=params, url=address)
        for user in {user.pk: user for user in people}.values()
    ]
    with transaction.atomic():
        choices = outbox.mark(rows)
        Notification.objects.bulk_create(rows)
        outbox.plan(rows, choices)
        live.touch("inbox")
