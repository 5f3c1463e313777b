"""Reminding people of tasks: once when the day comes near, once when it has passed."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from access import inbox
from access.models import Task
from access.texts import text
from tools import clock

NEAR_DAYS = 3
SOON, OVERDUE = 1, 2
NEWS = {
    SOON: text("news.task.due", _("Due on %(day)s: %(task)s")),
    OVERDUE: text("news.task.overdue", _("Overdue since %(day)s: %(task)s")),
}


def remind() -> int:
    """Tell the holders of each open task that has come near or overdue since the last call; returns how many tasks."""
    today = clock.today()
    near = Task.objects.open().filter(due_on__lte=today + timedelta(days=NEAR_DAYS), reminded__lt=OVERDUE)
    return sum(_remind_of(task, OVERDUE if task.due_on < today else SOON) for task in near)


def _remind_of(task: Task, stage: int) -> bool:
    with transaction.atomic():
        # Counted first: two who remind at the same time tell people once.
        if not Task.objects.open().filter(pk=task.pk, reminded__lt=stage).update(reminded=stage):
            return False
        people = inbox.holders(task.role, task.scope_kind, task.scope_id, task=task.kind)
        about = {"code": task.kind, "params": task.params}
        inbox.notify(people, NEWS[stage], task, url=task.url, task=about, day=task.due_on.isoformat())
    return True
