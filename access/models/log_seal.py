"""What makes the logbook tell of tampering: seals, their entries, heads and checkpoints; all of them insert-only."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.enums import EntryKind


class LogSeal(models.Model):
    """A batch of entries of one kind, sealed: linked to the seal before it by that one's hash.

    ``digest`` stands for the entries, ``hash`` for the seal with all its columns (access/sealing/canonical.py);
    ``horizon`` says up to which transaction of the database all entries had been sealed.
    """

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    form = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind of entries"), max_length=9, choices=EntryKind.choices)
    count = models.PositiveIntegerField(_("entries"))
    total = models.PositiveBigIntegerField(_("entries until here"))
    first_id = models.PositiveBigIntegerField()
    last_id = models.PositiveBigIntegerField()
    oldest_at = models.DateTimeField()
    newest_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField(_("sealed at"))
    horizon = models.BigIntegerField()

    class Meta:
        verbose_name = _("seal of the logbook")
        verbose_name_plural = _("seals of the logbook")

    def __str__(self) -> str:
        return f"{self.number}"


class SealedEntry(models.Model):
    """That an entry belongs to a seal, with the entry's own digest, so that the altered one can be named."""

    entry_id = models.PositiveBigIntegerField(primary_key=True)
    seal = models.PositiveBigIntegerField()
    digest = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("sealed entry")
        verbose_name_plural = _("sealed entries")

    def __str__(self) -> str:
        return f"{self.entry_id} in {self.seal}"


class LogHead(models.Model):
    """The newest seal of a day as it left the machine: to which file and to whom."""

    day = models.DateField(_("day"), unique=True)
    seal = models.PositiveBigIntegerField(_("seal"))
    hash = models.CharField(max_length=64)
    entries = models.PositiveBigIntegerField(_("entries"))
    file_name = models.CharField(max_length=200, blank=True)
    mailed_to = models.TextField(blank=True)
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("daily head of the logbook")
        verbose_name_plural = _("daily heads of the logbook")

    def __str__(self) -> str:
        return f"{self.day} {self.seal}"


class LogCheckpoint(models.Model):
    """That the entries of one kind in all seals up to ``through`` were removed because their time was over.

    ``signature`` is a keyed hash over the other columns; who lacks the key cannot pretend such a removal.
    """

    kind = models.CharField(_("kind of entries"), max_length=9, choices=EntryKind.choices)
    through = models.PositiveBigIntegerField()
    through_hash = models.CharField(max_length=64)
    seals = models.PositiveBigIntegerField(_("seals"))
    entries = models.PositiveBigIntegerField(_("entries"))
    older_than = models.DateTimeField()
    purged_at = models.DateTimeField()
    purged_by = models.CharField(max_length=60)
    signature = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("checkpoint of a removal from the logbook")
        verbose_name_plural = _("checkpoints of removals from the logbook")
        constraints = [models.UniqueConstraint(fields=["kind", "through"], name="one_checkpoint_per_kind_and_seal")]

    def __str__(self) -> str:
        return f"{self.kind} ≤ {self.through}"
