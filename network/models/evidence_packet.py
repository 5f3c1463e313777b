"""Evidence of a hospital put together for a grading or evaluation: one file, kept for some days."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.models.certificate import batch_key, private_storage
from network.models.hospital import Hospital
from tools import clock

KEEP_DAYS = 14


class EvidencePacket(Identified, ScopedModel):
    """What one person asked for: it holds what that person may see, so that nobody else is shown it.

    The file goes after ``KEEP_DAYS``; the row stays and says what was taken out.
    """

    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("hospital"))
    made_by = models.ForeignKey("access.User", models.PROTECT, related_name="+", verbose_name=_("person"))
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("until"))
    chapters = models.JSONField(_("chapters"), default=list)
    asked_at = models.DateTimeField(_("asked for at"), default=clock.now)
    file = models.FileField(storage=private_storage, upload_to=batch_key, max_length=120, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    sha256 = models.CharField(_("hash"), max_length=64, blank=True)
    files = models.PositiveIntegerField(_("files"), default=0)
    purged_at = models.DateTimeField(_("removed at"), null=True)

    view_permission = "network.make_evidencepacket"
    scope_paths = {ScopeKind.SELF: Path("made_by")}
    privacy = {
        "uid": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "made_by": Privacy.VALUE,
        "first_day": Privacy.VALUE,
        "last_day": Privacy.VALUE,
        "chapters": Privacy.VALUE,
        "asked_at": Privacy.VALUE,
        "file": Privacy.CHANGED,
        "size": Privacy.VALUE,
        "sha256": Privacy.VALUE,
        "files": Privacy.VALUE,
        "purged_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("evidence packet")
        verbose_name_plural = _("evidence packets")
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="packet_period_runs_forward")
        ]

    def __str__(self) -> str:
        return f"{self.hospital} {self.first_day} – {self.last_day}"

    def get_absolute_url(self) -> str:
        """The packet's page."""
        return reverse("network:packet", args=[self.uid])

    @property
    def kept_until(self) -> date:
        """The last day on which the file can be downloaded."""
        return clock.local(self.asked_at).date() + timedelta(days=KEEP_DAYS)

    @property
    def is_there(self) -> bool:
        """Whether the file can be downloaded today: by its days, not by the purge having run."""
        return bool(self.file) and clock.today() <= self.kept_until
