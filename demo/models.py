"""The mark that a database holds a demonstration, and how it was built."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.enums import Channel
from tools import clock


class DemoProvince(models.Model):
    """One row: written when the building begins, completed with the digest when it has ended."""

    as_of = models.DateField(_("built as of"))
    seed = models.PositiveBigIntegerField(_("seed"))
    scale = models.CharField(_("scale"), max_length=10)
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    begun_at = models.DateTimeField(_("begun at"), default=clock.now)

    class Meta:
        verbose_name = _("demonstration province")
        verbose_name_plural = _("demonstration provinces")

    def __str__(self) -> str:
        return f"{self.as_of} {self.scale}"

    @property
    def is_complete(self) -> bool:
        """Whether the building came to its end."""
        return bool(self.digest)


class PostItem(models.Model):
    """An e-mail or a message that a demonstration would have sent: it lands in the post box page."""

    MOST = 500

    channel = models.CharField(max_length=10, choices=Channel.choices)
    address = models.CharField(_("address"), max_length=254, db_index=True)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    url = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(_("sent at"), default=clock.now)

    class Meta:
        verbose_name = _("item of the post box")
        verbose_name_plural = _("items of the post box")

    def __str__(self) -> str:
        return f"{self.address} {self.subject}"
