"""Reads of what holds between two days: branches, committees, partners, alliances."""

from datetime import date

from django.db.models import Q

from access.queries.scoped import DatedQuerySet


class StandingQuerySet(DatedQuerySet):
    """Rows of ``Dated``."""

    def meeting(self, first: date, last: date | None):
        """Rows that hold on a day between two, both counted; ``None`` is the end of time."""
        rows = self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=first))
        return rows if last is None else rows.filter(valid_from__lte=last)

    def not_over(self, on: date):
        """Rows that hold on a day or are to begin."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
