"""The logbook: one insert-only row for each act, without foreign keys, so that it outlives what it speaks of."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access import permissions
from access.door import Path
from access.enums import EntryKind, Origin, Outcome, ScopeKind
from access.models.base import ScopedModel
from access.models.indexes import GrowingIndex
from tools import clock


class WritingTransaction(models.Expression):
    """The number of the database transaction that writes the row; 0 where there is one writer at a time (SQLite).

    Sealing waits until it is over: numbers of rows are given before, and seen after, other transactions' rows.
    """

    output_field = models.BigIntegerField()
    allowed_default = True

    def as_sql(self, compiler, connection):
        """Nothing to tell apart."""
        return "0", []

    def as_postgresql(self, compiler, connection):
        """PostgreSQL's own 64-bit number, which never starts again."""
        return "pg_current_xact_id()::text::bigint", []

    def deconstruct(self):
        """For migrations."""
        return "access.models.log_entry.WritingTransaction", [], {}


class LogEntry(ScopedModel):
    """Who did what to which object, when, from where, through which edge; values by each field's privacy class.

    Entries about a page or a list instead of a row have no object's key.
    """

    at = models.DateTimeField(_("time"), default=clock.now, db_index=True)
    actor_id = models.PositiveBigIntegerField(null=True)
    actor_label = models.CharField(_("person"), max_length=60)
    hat = models.CharField(_("hat"), max_length=100, blank=True)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices)
    address = models.CharField(_("network address"), max_length=45, blank=True)
    request_id = models.CharField(max_length=32)
    verb = models.CharField(_("act"), max_length=80)
    kind = models.CharField(_("kind of entry"), max_length=9, choices=EntryKind.choices, default=EntryKind.ACT)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome.choices, default=Outcome.DONE)
    object_type = models.CharField(_("kind of object"), max_length=60, blank=True)
    object_id = models.PositiveBigIntegerField(null=True)
    object_uid = models.UUIDField(null=True)
    object_label = models.CharField(_("object"), max_length=200)
    hospital_id = models.PositiveBigIntegerField(null=True)
    centre_id = models.PositiveBigIntegerField(null=True)
    network_id = models.PositiveBigIntegerField(null=True)
    region_id = models.PositiveBigIntegerField(null=True)
    changes = models.JSONField(_("changes"), default=dict)
    reason = models.TextField(_("reason"), blank=True)
    transaction_id = models.UUIDField()
    written_in = models.BigIntegerField(db_default=WritingTransaction())

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
            GrowingIndex(fields=["written_in"], name="logentry_written_in", pages_per_range=16),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label} {self.verb} {self.object_label}"
