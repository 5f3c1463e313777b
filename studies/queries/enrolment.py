"""Reads of enrolment: months in force, places that are taken. Figures are grouped in the database, one query each."""

from django.db.models import Count, Q, Sum

from access.queries.scoped import ScopedQuerySet
from studies.enums.enrolment import SlotState
from tools import clock


class MonthReportQuerySet(ScopedQuerySet):
    """Adjectives of monthly reports."""

    def current(self):
        """The version in force of each month."""
        return self.filter(is_current=True)

    def by_month(self, *columns: str):
        """Sums of each month, in order: dicts of ``month``, ``reports`` and the columns."""
        sums = {name: Sum(name) for name in columns}
        return self.order_by("month").values("month").annotate(reports=Count("pk"), **sums)

    def by_site(self, *columns: str):
        """Sums of each site: dicts of ``study_site`` and the columns."""
        return self.order_by("study_site").values("study_site").annotate(**{name: Sum(name) for name in columns})


class MonthConfirmationQuerySet(ScopedQuerySet):
    """Adjectives of confirmations."""

    def in_force(self):
        """Those whose month has not been reported anew since."""
        return self.filter(lapsed_at__isnull=True)


class SlotQuerySet(ScopedQuerySet):
    """Adjectives of places."""

    def taken(self, at=None):
        """Places that are filled, or reserved at a moment and not run out."""
        moment = at or clock.now()
        return self.filter(Q(state=SlotState.ENROLLED) | Q(state=SlotState.RESERVED, expires_at__gt=moment))

    def enrolled_in(self, month):
        """Places filled in the month that begins on a day."""
        return self.filter(state=SlotState.ENROLLED, enrolled_on__year=month.year, enrolled_on__month=month.month)
