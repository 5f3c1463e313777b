"""Things that open and close."""

from django.db.models import Q

from access.queries.scoped import ScopedQuerySet
from tools import clock


class ClosableQuerySet(ScopedQuerySet):
    """Rows with ``closed_on``, the first day without the thing, and maybe a first day."""

    opening_field = ""

    def open(self, on=None):
        """The rows that exist on a day, today unless named."""
        day = on or clock.today()
        rows = self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))
        return rows.filter(**{f"{self.opening_field}__lte": day}) if self.opening_field else rows
