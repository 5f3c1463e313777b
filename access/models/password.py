"""Passwords that were, and the one-time code that leads to a new one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.models.base import Identified
from tools import clock


class FormerPassword(models.Model):
    """The salted hash of a password that a person has used, so that it is not used again soon."""

    user = models.ForeignKey("access.User", models.CASCADE, related_name="former_passwords")
    password = models.CharField(_("password"), max_length=128)
    set_at = models.DateTimeField(_("set at"), default=clock.now)

    class Meta:
        verbose_name = _("former password")
        verbose_name_plural = _("former passwords")
        indexes = [models.Index(fields=["user", "-set_at"])]

    def __str__(self) -> str:
        return f"{self.user} {self.set_at:%Y-%m-%d}"


class ResetCode(Identified):
    """A code that an administrator hands over: works once, for half an hour; only its keyed hash is kept."""

    user = models.ForeignKey("access.User", models.CASCADE, related_name="reset_codes", verbose_name=_("person"))
    code_hash = models.CharField(max_length=64)
    issued_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(_("issued at"), default=clock.now)
    expires_at = models.DateTimeField(_("usable until"))
    tries = models.PositiveSmallIntegerField(_("wrong tries"), default=0)
    used_at = models.DateTimeField(_("used at"), null=True)

    class Meta:
        verbose_name = _("reset code")
        verbose_name_plural = _("reset codes")
        indexes = [models.Index(fields=["user", "used_at"])]

    def __str__(self) -> str:
        return f"{self.user} {self.issued_at:%Y-%m-%d %H:%M}"
