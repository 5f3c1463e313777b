"""What people are told about their personal data, version by version, and who agreed to which."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from access.queries.privacy_notices import PrivacyNoticeQuerySet
from tools import clock


class PrivacyNotice(models.Model):
    """One version of the notice. Reference data; a version that was published keeps its text.

    ``body`` holds the sections by language: ``{"zh-hans": [{"title", "paragraphs": [text], "rows": [[text]]}]}``;
    a row says what is kept, what for, and for how long.
    """

    version = models.PositiveSmallIntegerField(_("version"), unique=True)
    effective_on = models.DateField(_("in force from"))
    body = models.JSONField(_("text"))
    published_at = models.DateTimeField(_("published at"), default=clock.now)

    objects = PrivacyNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("privacy notice")
        verbose_name_plural = _("privacy notices")

    def __str__(self) -> str:
        return str(_("Privacy notice, version %(version)s")) % {"version": self.version}

    @property
    def sections(self) -> list[dict]:
        """The sections in the reader's language; in the first language when there is no other."""
        return self.body.get(get_language()) or next(iter(self.body.values()))


class PrivacyAcceptance(models.Model):
    """That a person has read a version and agreed: written once, never changed (a trigger refuses)."""

    user = models.ForeignKey("access.User", models.PROTECT, related_name="privacy_acceptances")
    notice = models.ForeignKey(PrivacyNotice, models.PROTECT, related_name="acceptances")
    at = models.DateTimeField(_("agreed at"), default=clock.now)

    class Meta:
        verbose_name = _("agreement to a privacy notice")
        verbose_name_plural = _("agreements to privacy notices")
        constraints = [models.UniqueConstraint(fields=["user", "notice"], name="one_acceptance_per_version")]

    def __str__(self) -> str:
        return f"{self.user} {self.notice}"
