"""The logbook: one insert-only row for each act, without foreign keys, so that it outlives what it speaks of."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access import permissions
from access.door import Path
from access.enums import Origin, ScopeKind
from access.models.base import ScopedModel
from tools import clock


class LogEntry(ScopedModel):
    """Who did what to which object, when, through which edge; values by each field's privacy class."""

    at = models.DateTimeField(_("time"), default=clock.now, db_index=True)
    actor_id = models.PositiveBigIntegerField(null=True)
    actor_label = models.CharField(_("person"), max_length=60)
    hat = models.CharField(_("hat"), max_length=100, blank=True)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices)
    request_id = models.CharField(max_length=32)
    verb = models.CharField(_("act"), max_length=80)
    object_type = models.CharField(_("kind of object"), max_length=60)
    object_id = models.PositiveBigIntegerField()
    object_uid = models.UUIDField(null=True)
    object_label = models.CharField(_("object"), max_length=200)
    hospital_id = models.PositiveBigIntegerField(null=True)
    centre_id = models.PositiveBigIntegerField(null=True)
    network_id = models.PositiveBigIntegerField(null=True)
    region_id = models.PositiveBigIntegerField(null=True)
    changes = models.JSONField(_("changes"), default=dict)
    reason = models.TextField(_("reason"), blank=True)
    transaction_id = models.UUIDField()

    view_permission = permissions.VIEW_LOGBOOK
    scope_paths = {ScopeKind.PROVINCE: Path.all()}

    class Meta:
        verbose_name = _("logbook entry")
        verbose_name_plural = _("logbook entries")
        indexes = [
            models.Index(fields=["object_type", "object_id", "at"]),
            models.Index(fields=["actor_id", "at"]),
            models.Index(fields=["hospital_id", "at"]),
            models.Index(fields=["verb", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label} {self.verb} {self.object_label}"
