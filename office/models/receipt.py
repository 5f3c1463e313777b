"""The receipt 回执 that proves a submission: number, time, hash of what was submitted."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.enums import Privacy
from access.models import Identified, ScopedModel
from office.queries.attachments import OwnedQuerySet
from tools import clock


class Receipt(Identified, ScopedModel):
    """One submission of one thing, as it was: ``content`` is what the hash was made over."""

    owner_type = models.CharField(max_length=60)
    owner_id = models.PositiveBigIntegerField()
    owner_label = models.CharField(_("about"), max_length=200)
    number = models.CharField(_("number"), max_length=30, unique=True)
    content = models.JSONField(default=dict)
    sha256 = models.CharField(_("hash"), max_length=64)
    issued_to = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(_("issued at"), default=clock.now)
    withdrawn_at = models.DateTimeField(null=True)

    seen_through = "owner"
    privacy = {
        "uid": Privacy.VALUE,
        "owner_type": Privacy.VALUE,
        "owner_id": Privacy.VALUE,
        "owner_label": Privacy.VALUE,
        "number": Privacy.VALUE,
        "content": Privacy.CHANGED,
        "sha256": Privacy.VALUE,
        "issued_to": Privacy.VALUE,
        "issued_at": Privacy.VALUE,
        "withdrawn_at": Privacy.VALUE,
    }

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["-issued_at"]
        indexes = [models.Index(fields=["owner_type", "owner_id"])]

    def __str__(self) -> str:
        return self.number

    @property
    def check_code(self) -> str:
        """The start of the hash as it is printed, in groups of four."""
        return " ".join(self.sha256[i : i + 4] for i in range(0, 16, 4))

    def get_absolute_url(self) -> str:
        """The receipt's page, made for printing."""
        return reverse("office:receipt", args=[self.uid])
