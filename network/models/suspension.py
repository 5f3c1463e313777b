"""The days on which a membership was suspended."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from network.models.membership import Membership


class Suspension(models.Model):
    """One suspension from a first to a last day, both counted; still running while it has no last day.

    The membership's state is the last decision only: what a past day's figure counted is told by these rows.
    """

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="suspensions")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=Q(last_day__isnull=True), name="one_running_suspension_per_membership"
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")), name="suspension_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} {self.first_day} – {self.last_day or ''}"
