"""Whose open tasks a person may chase: those of the own organisation's colleagues, and of organisations whose work the
person's office receives. One permission decides, along the paths by which the task's object is reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from access import permissions
from access.actor import Actor
from access.enums import ScopeKind
from access.models import RoleAssignment, Task, TaskReminder
from access.roles import ROLES
from access.scopes import scope_labels
from tools import clock

# Whose tasks an office may chase: its own people's, and those of the organisations that answer to it.
CHASED: dict[str, tuple[str, ...]] = {
    ScopeKind.CENTRE: (ScopeKind.HOSPITAL, ScopeKind.CENTRE),
    ScopeKind.REGION: (ScopeKind.HOSPITAL,),
    ScopeKind.PROVINCE: (ScopeKind.HOSPITAL, ScopeKind.CENTRE, ScopeKind.REGION),
}
_LABELS: list[str] = []


def register(*labels: str) -> None:
    """Let tasks about rows of these models (``app.model``, lower case) be chased; called from ``apps.ready()``."""
    _LABELS.extend(label for label in labels if label not in _LABELS)


def tasks_for(actor: Actor) -> QuerySet[Task]:
    """The open tasks that the actor may chase and does not hold, with ``reminded_at`` (the last time by hand)."""
    rows = Task.objects.open().filter(_of_own_hospital(actor) | _answering_to(actor))
    own = Task.objects.owned_by(actor).open().order_by().values("pk")
    # A look-up of its own and no join, so that counting the rows leaves it out.
    last = TaskReminder.objects.filter(task=OuterRef("pk")).order_by("-at").values("at")[:1]
    return rows.exclude(pk__in=own).annotate(reminded_at=Subquery(last))


def _of_own_hospital(actor: Actor) -> Q:
    return Q(scope_kind=ScopeKind.HOSPITAL, scope_id__in=actor.scope_ids(permissions.CHASE, ScopeKind.HOSPITAL))


def _answering_to(actor: Actor) -> Q:
    held = {item.scope_kind for item in actor.holding(permissions.CHASE)}
    kinds = sorted({kind for office in held for kind in CHASED.get(office, ())})
    about = Q(pk__in=[])
    for label in _LABELS if kinds else ():
        model = apps.get_model(label)
        reached = model._default_manager.all().permitted(actor, permissions.CHASE).order_by().values("pk")
        # The cheap test first: the database then looks among the rows of that model alone.
        about |= Q(object_type=label) & Q(object_id__in=reached)
    return about & Q(scope_kind__in=kinds)


@dataclass(frozen=True)
class Chase:
    """One row: what is due from whom, by when, who holds it by name, and the same as a line for a chat group."""

    task: Task
    organisation: str
    office: str
    people: tuple[str, ...]

    @property
    def title(self) -> str:
        """What is to be done, in the reader's language."""
        return str(self.task)

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed."""
        return self.task.due_on is not None and self.task.due_on < clock.today()

    @property
    def is_reminded_today(self) -> bool:
        """Whether somebody has reminded them today: once a day is enough."""
        last = getattr(self.task, "reminded_at", None)
        return last is not None and clock.local(last).date() == clock.today()

    @property
    def line(self) -> str:
        """Names, what, by when, as plain text."""
        words = {"what": self.title, "who": _(", ").join(self.people) or self.office, "day": _day(self.task.due_on)}
        return (_("%(who)s: %(what)s, by %(day)s") if self.task.due_on else _("%(who)s: %(what)s")) % words


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def described(tasks: Iterable[Task]) -> list[Chase]:
    """The rows with names of organisations and of those who hold the tasks: two queries for any number of tasks."""
    tasks = list(tasks)
    places = {(task.scope_kind, task.scope_id) for task in tasks}
    labels, people = scope_labels(places), _people(tasks)
    return [
        Chase(
            task,
            labels.get((task.scope_kind, task.scope_id), ""),
            str(ROLES[task.role]),
            tuple(people.get((task.role, task.scope_kind, task.scope_id), ())),
        )
        for task in tasks
    ]


def _people(tasks: list[Task]) -> dict[tuple, list[str]]:
    rows = RoleAssignment.objects.valid().filter(
        role__in={task.role for task in tasks}, scope_id__in={task.scope_id for task in tasks}, user__is_active=True
    )
    found: dict[tuple, list[str]] = {}
    for role, kind, scope_id, name in rows.order_by("pk").values_list("role", "scope_kind", "scope_id", "user__name"):
        found.setdefault((role, kind, scope_id), []).append(name)
    return found


def text_of(chases: Iterable[Chase]) -> str:
    """Several rows as one text, by organisation."""
    grouped: dict[str, list[str]] = {}
    for chase in chases:
        grouped.setdefault(chase.organisation, []).append(chase.line)
    return "\n\n".join("\n".join([name, *(f"· {line}" for line in lines)]) for name, lines in grouped.items())
