"""Reads of membership applications."""

from django.db.models import Q

from access.queries.scoped import ScopedQuerySet
from network.membership_enums import OPEN, ApplicationState
from network.queries.named import NamedQuerySetMixin


class ApplicationQuerySet(NamedQuerySetMixin, ScopedQuerySet):
    """Adjectives of applications."""

    def open(self):
        """Applications with which something can still happen."""
        return self.filter(state__in=OPEN)

    def submitted(self):
        """Applications that have left the hospital at least once."""
        return self.filter(submitted_at__isnull=False)

    def before_the_centre(self, since):
        """Submitted applications that are open, or were declined at or after a moment."""
        declined = Q(state=ApplicationState.DECLINED, decided_at__gte=since)
        return self.submitted().filter(Q(state__in=OPEN) | declined)

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related("hospital", "campus__region", "campus__division", "network__centre", "tier")
