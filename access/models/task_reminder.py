"""That somebody reminded the holders of a task by hand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.models.inbox import Task
from tools import clock


class TaskReminder(models.Model):
    """Who reminded, and when; one a day for each task, whoever reminds."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="reminders", verbose_name=_("task"))
    day = models.DateField(_("day"), default=clock.today)
    at = models.DateTimeField(_("at"), default=clock.now)
    by = models.ForeignKey("access.User", models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("reminder of a task")
        verbose_name_plural = _("reminders of tasks")
        constraints = [models.UniqueConstraint(fields=["task", "day"], name="one_reminder_of_a_task_each_day")]

    def __str__(self) -> str:
        return f"{self.task} {self.day}"
