"""That a hospital was warned of an application that it leaves untouched."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.models.application import MembershipApplication
from tools import clock


class IdleWarning(models.Model):
    """One warning, so many days after the hospital last touched the returned application: each is given once."""

    application = models.ForeignKey(MembershipApplication, models.PROTECT, related_name="idle_warnings")
    untouched_since = models.DateField(_("untouched since"))
    after_days = models.PositiveSmallIntegerField(_("days untouched"))
    warned_on = models.DateField(_("warned on"), default=clock.today)

    class Meta:
        verbose_name = _("warning of an idle application")
        verbose_name_plural = _("warnings of idle applications")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "untouched_since", "after_days"], name="one_warning_per_stage"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.after_days}"
