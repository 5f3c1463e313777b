"""The mark that a database holds a demonstration, and how it was built."""

from django.db import models
from django.utils.translation import gettext_lazy as _

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
