"""When news may reach a person beside the page: quiet hours, and the hour of the digest."""

from datetime import datetime, time, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.enums import Rhythm
from tools import calendar, clock

DAY = timedelta(days=1)
# The longest run of days off and quiet hours after one another that is looked through.
LONGEST = 40


class DeliveryHours(models.Model):
    """One person's hours, all in Asia/Shanghai; nobody has to set any.

    Quiet hours run from ``quiet_from`` to ``quiet_to``, over midnight when the second is the earlier one.
    ``digest_due`` is when the next digest is made; whoever moves it on makes that digest.
    """

    user = models.OneToOneField("access.User", models.CASCADE, related_name="delivery_hours")
    quiet_from = models.TimeField(_("quiet from"), null=True)
    quiet_to = models.TimeField(_("quiet until"), null=True)
    quiet_days_off = models.BooleanField(_("quiet on weekends and public holidays"), default=False)
    digest = models.CharField(_("Digest"), max_length=10, choices=Rhythm.choices, default=Rhythm.OFF)
    digest_hour = models.PositiveSmallIntegerField(_("hour of the digest"), default=8)
    digest_weekday = models.PositiveSmallIntegerField(_("day of the weekly digest"), default=0)
    digest_due = models.DateTimeField(null=True, db_index=True)
    last_digest = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("delivery hours")
        verbose_name_plural = _("delivery hours")
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_to__isnull=True)
                | Q(quiet_from__isnull=False, quiet_to__isnull=False),
                name="quiet_hours_begin_and_end",
            ),
            models.CheckConstraint(
                condition=Q(digest_hour__lte=23, digest_weekday__lte=6), name="a_digest_has_an_hour"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.digest}"

    def free_from(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet time in which it falls."""
        local = clock.local(moment)
        for _turn in range(LONGEST):
            end = self._quiet_until(local)
            if end is None:
                break
            local = end
        return clock.moment(local)

    def _quiet_until(self, local: datetime) -> datetime | None:
        if self.quiet_days_off and not calendar.is_working_day(local.date()):
            return _at(local + DAY, time.min)
        if self.quiet_from is None:
            return None
        now = local.time()
        if self.quiet_from <= self.quiet_to:
            return _at(local, self.quiet_to) if self.quiet_from <= now < self.quiet_to else None
        if now >= self.quiet_from:
            return _at(local + DAY, self.quiet_to)
        return _at(local, self.quiet_to) if now < self.quiet_to else None

    def next_digest(self, after: datetime) -> datetime | None:
        """The first digest after a moment, however many were missed before; None without any."""
        if self.digest == Rhythm.OFF:
            return None
        found = _at(clock.local(after), time(self.digest_hour))
        while clock.moment(found) <= after or not self._is_day_of_digest(found):
            found += DAY
        return clock.moment(found)

    def _is_day_of_digest(self, day: datetime) -> bool:
        return self.digest == Rhythm.DAILY or day.weekday() == self.digest_weekday


def _at(day: datetime, hour: time) -> datetime:
    return datetime.combine(day.date(), hour, tzinfo=clock.SHANGHAI)
