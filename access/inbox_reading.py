"""What an inbox holds, as numbers: the same for the badge on a page and for the page that follows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, Max, Value, When

from access.delegation_kinds import tasks_of
from access.live import mark
from access.models import Notification, RoleAssignment, Task

QUIET = "quiet"


@dataclass(frozen=True)
class Standing:
    """Open tasks of somebody's roles, unread news, and a mark that changes when either of the lists does."""

    tasks: int
    unread: int
    mark: str
    # Unread news that the person keeps out of the badge.
    quiet: int = 0

    @property
    def count(self) -> int:
        """What the badge shows."""
        return self.tasks + self.unread - self.quiet


def standings(assignments: Mapping[int, Iterable[RoleAssignment]]) -> dict[int, Standing]:
    """The standing of each person (id → the role assignments valid today): one query for any number of people."""
    waiting = _waiting(assignments)
    found = {}
    for user_id, held in assignments.items():
        tasks = sorted(_tasks(held, waiting).values())
        news = waiting.get(_news_of(user_id), {})
        counted, quiet = news.get("", (0, 0)), news.get(QUIET, (0, 0))
        unread, newest = counted[0] + quiet[0], max(counted[1], quiet[1])
        total = sum(count for count, _last in tasks)
        found[user_id] = Standing(total, unread, mark(tasks, unread, newest), quiet[0])
    return found


def _tasks(held: Iterable[RoleAssignment], waiting: dict) -> dict:
    """What waits for these roles by place and kind of task: a deputy for some kind of acts sees the tasks of that."""
    found = {}
    for item in held:
        kinds, there = tasks_of(item.acting_kind), waiting.get(_place(item), {})
        found |= {(_place(item), kind): counted for kind, counted in there.items() if kinds is None or kind in kinds}
    return found


def _place(item) -> tuple[str, str, int]:
    return item.role, item.scope_kind, item.scope_id


def _news_of(user_id: int) -> tuple[str, str, int]:
    """Where the news of a person stand among the places: no role has an empty code."""
    return "", "", user_id


def _waiting(assignments) -> dict[tuple[str, str, int], dict[str, tuple[int, int]]]:
    """How much waits at each place, and its last: open tasks of a role at a scope by their kind, unread news of a
    person under "", or QUIET."""
    places = {_place(item) for held in assignments.values() for item in held}
    tasks = Task.objects.open().filter(
        role__in={role for role, _kind, _id in places}, scope_id__in={scope_id for _role, _kind, scope_id in places}
    )
    news = Notification.objects.filter(user__in=list(assignments), read_at__isnull=True)
    nowhere = {name: Value("", CharField()) for name in ("role", "scope_kind")}
    kind = Case(When(quiet=True, then=Value(QUIET)), default=Value(""), output_field=CharField())
    rows = _counted(news.annotate(**nowhere, kind=kind), "role", "scope_kind", "user", "kind")
    if places:
        rows = rows.union(_counted(tasks, "role", "scope_kind", "scope_id", "kind"), all=True)
    found: dict = {}
    for role, scope_kind, scope_id, kind, count, last in rows:
        found.setdefault((role, scope_kind, scope_id), {})[kind] = (count, last)
    return found


def _counted(rows, *place: str):
    """How many rows there are at each place, and the last one's key."""
    return rows.order_by().values_list(*place).annotate(count=Count("pk"), last=Max("pk"))
