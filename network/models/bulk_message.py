"""Messages of a centre to many of its members, and whom each of them reached."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.message_enums import Reach
from network.models.centre import Centre
from network.models.hospital import Hospital
from network.models.membership import Membership
from tools import clock


class BulkMessage(Identified, ScopedModel):
    """One message as it was written, with its fields; ``task_kind`` makes it a reminder of open tasks."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="messages", verbose_name=_("centre"))
    subject = models.CharField(_("subject"), max_length=80)
    body = models.TextField(_("text"), max_length=2000)
    task_kind = models.CharField(_("reminds of"), max_length=80, blank=True)
    digest = models.CharField(max_length=64)
    sent_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    sent_at = models.DateTimeField(_("sent at"), default=clock.now)

    view_permission = "network.view_bulkmessage"
    scope_paths = {ScopeKind.CENTRE: Path("centre")}
    privacy = {
        "uid": Privacy.VALUE,
        "centre": Privacy.VALUE,
        "subject": Privacy.VALUE,
        "body": Privacy.CHANGED,
        "task_kind": Privacy.VALUE,
        "digest": Privacy.VALUE,
        "sent_by": Privacy.VALUE,
        "sent_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("message to members")
        verbose_name_plural = _("messages to members")
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["centre", "digest", "sent_at"])]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """The message's page at the centre."""
        return reverse("network:message", args=[self.uid])


class MessageRecipient(Identified, ScopedModel):
    """One member hospital of one message: the text as it read there, and what became of it."""

    message = models.ForeignKey(BulkMessage, models.PROTECT, related_name="recipients", verbose_name=_("message"))
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", verbose_name=_("centre"))
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("hospital"))
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("membership"))
    reach = models.CharField(_("outcome"), max_length=10, choices=Reach.choices)
    text = models.TextField(_("text"))

    view_permission = "network.view_messagerecipient"
    scope_paths = {ScopeKind.CENTRE: Path("centre"), ScopeKind.HOSPITAL: Path("hospital")}
    privacy = {
        "uid": Privacy.VALUE,
        "message": Privacy.VALUE,
        "centre": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "membership": Privacy.VALUE,
        "reach": Privacy.VALUE,
        "text": Privacy.CHANGED,
    }

    class Meta:
        verbose_name = _("recipient of a message")
        verbose_name_plural = _("recipients of a message")
        constraints = [models.UniqueConstraint(fields=["message", "hospital"], name="one_hospital_once_in_a_message")]

    def __str__(self) -> str:
        return str(self.hospital)

    def get_absolute_url(self) -> str:
        """The message as the hospital reads it."""
        return reverse("network:received_message", args=[self.uid])
