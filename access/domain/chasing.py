"""Reminding people of what they have open, by hand: once a day for each task."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from access import chasing, inbox, logbook, permissions
from access.actor import Actor
from access.models import Task, TaskReminder
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from tools import clock

NEWS = text("news.task.chased", _("%(who)s reminds you: %(task)s"))
NOT_YOURS = text("access.chase.not_yours", _("This task is done, or it is not yours to chase: load the list again."))
ALREADY = text("access.chase.already", _("Its holders were reminded today already: once a day is enough."))
NOBODY = text("access.chase.nobody", _("Nobody holds this task today: ask the organisation's administrator."))


@verb(permissions.CHASE)
def remind(_thing=None, *, tasks: Iterable[Task], by: Actor) -> int:
    """Remind the holders of tasks; those that were reminded today are left out. Returns how many were told of.

    Raises Refused when one is not the actor's to chase, and when nothing is left to be told.
    """
    wanted = {task.pk for task in tasks}
    rows = list(chasing.tasks_for(by).filter(pk__in=wanted))
    if {task.pk for task in rows} != wanted:
        raise Refused(refusal(NOT_YOURS))
    told = [task for task in rows if _tell(task, by)]
    if not told:
        raise Refused(refusal(ALREADY))
    return len(told)


def _tell(task: Task, by: Actor) -> bool:
    people = inbox.holders(task.role, task.scope_kind, task.scope_id)
    if not people:
        raise Refused(refusal(NOBODY))
    # Two who remind at the same moment: the second finds the row of the day and tells nobody.
    _row, is_new = TaskReminder.objects.get_or_create(task=task, day=clock.today(), defaults={"by": by.user})
    if is_new:
        about = {"code": task.kind, "params": task.params}
        inbox.notify(people, NEWS, task, url=task.url, task=about, who=by.label)
        logbook.record(task, by=by, verb="task.chased")
    return is_new
