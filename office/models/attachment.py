"""A file that belongs to a thing: kept privately, streamed through the door."""

from django.core.files.storage import storages
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.enums import Privacy, SensitiveReads
from access.models import Identified, ScopedModel
from office.models.standing_document import StandingDocument
from office.owners import kind_of
from office.queries.attachments import PaperQuerySet
from tools import clock
from tools.identifiers import new_uid


def private_storage():
    """The storage of files that only the door hands out."""
    return storages["private"]


def storage_key(instance, filename: str) -> str:
    """``{house}/{yyyy}/{uuid}``: the original name stays in the row and never reaches the disk."""
    return f"{instance.owner_type.split('.')[0]}/{clock.today():%Y}/{new_uid()}"


class Attachment(Identified, ScopedModel):
    """One file of one owner. Withdrawn rather than deleted; a newer one of the same kind does not replace it."""

    owner_type = models.CharField(max_length=60)
    owner_id = models.PositiveBigIntegerField()
    kind = models.CharField(_("kind"), max_length=40)
    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    file = models.FileField(storage=private_storage, upload_to=storage_key, max_length=120)
    uploaded_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded at"), default=clock.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)
    # Taken from the shelf rather than uploaded: the same stored file under a second row.
    from_shelf = models.ForeignKey(
        StandingDocument, models.PROTECT, null=True, related_name="uses", verbose_name=_("from the shelf")
    )

    seen_through = "owner"
    sensitive_reads = SensitiveReads.EVERYBODY
    privacy = {
        "uid": Privacy.VALUE,
        "owner_type": Privacy.VALUE,
        "owner_id": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "name": Privacy.VALUE,
        "content_type": Privacy.VALUE,
        "size": Privacy.VALUE,
        "sha256": Privacy.VALUE,
        "file": Privacy.CHANGED,
        "uploaded_by": Privacy.VALUE,
        "uploaded_at": Privacy.VALUE,
        "withdrawn_at": Privacy.VALUE,
        "from_shelf": Privacy.VALUE,
    }

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["uploaded_at"]
        indexes = [models.Index(fields=["owner_type", "owner_id"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where the file is downloaded."""
        return reverse("office:attachment", args=[self.uid])

    @property
    def shelf_note(self) -> str:
        """For a document of the shelf its number and last day; empty for other papers."""
        if self.from_shelf is None:
            return ""
        facts = {"number": self.from_shelf.number, "day": self.from_shelf.valid_to}
        if facts["day"] is None:
            return gettext("No. %(number)s, without a last day") % facts
        return gettext("No. %(number)s, valid until %(day)s") % facts

    @property
    def kind_title(self) -> str:
        """The kind in words."""
        return str(kind_of(self.owner_type, self.kind)[0])
