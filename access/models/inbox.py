"""What is due, and what happened: tasks for a role at a scope, notifications for a person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access import texts
from access.delegation_kinds import tasks_of
from access.enums import ScopeKind
from access.models.base import Identified
from tools import clock


class TaskQuerySet(models.QuerySet):
    """Reads of the inbox: a task belongs to whoever holds its role at its scope today."""

    def owned_by(self, actor):
        """The tasks of all roles that the actor holds today; of a deputy's, those of the kind of acts."""
        condition = Q(pk__in=[])
        for a in actor.assignments:
            kinds = tasks_of(a.acting_kind)
            theirs = Q() if kinds is None else Q(kind__in=sorted(kinds))
            condition |= Q(role=a.role, scope_kind=a.scope_kind, scope_id=a.scope_id) & theirs
        return self.filter(condition)

    def open(self):
        """Tasks that no verb has closed yet."""
        return self.filter(closed_at__isnull=True)


class Task(Identified):
    """An obligation with a due date, an owner role and a scope, closed by the verb that fulfils it."""

    kind = models.CharField(_("kind"), max_length=80)
    params = models.JSONField(default=dict)
    role = models.CharField(_("role"), max_length=40)
    scope_kind = models.CharField(max_length=20, choices=ScopeKind.choices)
    scope_id = models.PositiveBigIntegerField(default=0)
    object_type = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    url = models.CharField(max_length=200)
    due_on = models.DateField(_("due on"), null=True)
    opened_at = models.DateTimeField(_("opened at"), default=clock.now)
    # Up to which point people were reminded: 0 not yet, 1 that it is due soon, 2 that it is overdue.
    reminded = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(_("closed at"), null=True)
    closed_by = models.CharField(_("closed by"), max_length=80, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        indexes = [
            models.Index(fields=["role", "scope_kind", "scope_id", "closed_at"]),
            models.Index(fields=["object_type", "object_id"]),
        ]

    def __str__(self) -> str:
        return texts.render(self.kind, self.params)

    @property
    def days_left(self) -> int | None:
        """Days until the due date, negative when late; None without one."""
        return None if self.due_on is None else (self.due_on - clock.today()).days


class Notification(Identified):
    """News for one person about one object."""

    user = models.ForeignKey("access.User", models.CASCADE, related_name="notifications")
    code = models.CharField(max_length=80)
    params = models.JSONField(default=dict)
    url = models.CharField(max_length=200)
    sent_at = models.DateTimeField(_("sent at"), default=clock.now)
    read_at = models.DateTimeField(_("read at"), null=True)
    # Kept out of the number beside the inbox, by the person's choice.
    quiet = models.BooleanField(default=False)
    # By e-mail in the digest only; ``digest`` is the one that told of it.
    for_digest = models.BooleanField(default=False)
    digest = models.ForeignKey("access.Delivery", models.SET_NULL, null=True, related_name="digested")

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        indexes = [models.Index(fields=["user", "read_at"]), models.Index(fields=["user", "-sent_at"])]

    def __str__(self) -> str:
        return texts.render(self.code, self.params)
