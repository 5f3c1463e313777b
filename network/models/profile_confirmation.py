"""That a hospital confirmed its profile: one row for each time, so that a year that is past keeps its figure."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from network.models.hospital import Hospital


class ProfileConfirmation(models.Model):
    """Who said on which day, for which year's season, that which content was right; never changed.

    ``sha256`` is the hash over the profile's content, ``profile_version`` the version that was confirmed. Both are
    empty where only the logbook still tells of the day.
    """

    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="profile_confirmations")
    year = models.PositiveSmallIntegerField(_("year"))
    confirmed_on = models.DateField(_("confirmed on"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("confirmed by")
    )
    profile_version = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(_("hash"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("confirmation of a profile")
        verbose_name_plural = _("confirmations of profiles")
        indexes = [models.Index(fields=["hospital", "confirmed_on"], name="profile_confirmed_when")]
        constraints = [
            models.UniqueConstraint(fields=["hospital", "profile_version"], name="a_profile_version_is_confirmed_once")
        ]

    def __str__(self) -> str:
        return f"{self.hospital} {self.confirmed_on}"

    @property
    def check_code(self) -> str:
        """The start of the hash as it is shown, in groups of four."""
        return " ".join(self.sha256[i : i + 4] for i in range(0, 16, 4)) if self.sha256 else ""
