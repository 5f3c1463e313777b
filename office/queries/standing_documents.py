"""Reads of the shelf."""

from datetime import date, timedelta

from django.db.models import Case, CharField, Q, Value, When

from access.queries.scoped import ScopedQuerySet
from office.enums import StandingState
from tools import clock


class StandingQuerySet(ScopedQuerySet):
    """Adjectives of standing documents; what holds on a day is the twin of ``StandingDocument.state_on``."""

    def with_state(self, on: date | None = None):
        """Annotate ``state_shown``: the state on a day, today unless named."""
        day = on or clock.today()
        return self.annotate(
            state_shown=Case(
                When(ended_on__lte=day, then=Value(StandingState.ENDED.value)),
                When(replaced_on__lte=day, then=Value(StandingState.REPLACED.value)),
                When(valid_to__lt=day, then=Value(StandingState.EXPIRED.value)),
                When(valid_from__gt=day, then=Value(StandingState.UPCOMING.value)),
                default=Value(StandingState.CURRENT.value),
                output_field=CharField(),
            )
        )

    def current(self, on: date | None = None):
        """Those that hold on a day: what forms offer."""
        return self.with_state(on).filter(state_shown=StandingState.CURRENT)

    def live(self):
        """Those that nobody has replaced or taken off, whether they have expired or not: what is to be kept up."""
        return self.filter(replaced_on__isnull=True, ended_on__isnull=True)

    def of_hospital(self, hospital):
        """The shelf of one hospital."""
        return self.filter(hospital_id=hospital.pk)

    def expiring(self, within_days: int, on: date | None = None):
        """Live ones whose last day is at most so many days away, or over."""
        return self.live().filter(Q(valid_to__lte=(on or clock.today()) + timedelta(days=within_days)))
