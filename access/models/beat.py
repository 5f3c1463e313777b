"""What the system does by the clock: when it was done, when it is due, and who is doing it now."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.beat_titles import title_of
from tools import clock


class BeatQuerySet(models.QuerySet):
    """Reads of the beats."""

    def due(self):
        """Beats whose time has come and that nobody is running."""
        now = clock.now()
        return self.filter(Q(lease_until__isnull=True) | Q(lease_until__lt=now), next_due__lte=now)


class Beat(models.Model):
    """One regular work of the system. ``holder`` runs it now, until ``lease_until`` unless it says that it lives."""

    name = models.CharField(_("work"), max_length=80, primary_key=True)
    next_due = models.DateTimeField(_("next due"))
    holder = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True)
    last_run = models.DateTimeField(_("last run"), null=True)
    last_success = models.DateTimeField(_("last success"), null=True)
    last_error = models.CharField(_("last error"), max_length=120, blank=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)

    objects = BeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("regular work")
        verbose_name_plural = _("regular works")
        constraints = [
            models.CheckConstraint(
                condition=Q(holder="", lease_until__isnull=True) | (~Q(holder="") & Q(lease_until__isnull=False)),
                name="a_held_beat_has_a_lease",
            )
        ]

    def __str__(self) -> str:
        return title_of(self.name)
