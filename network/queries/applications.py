"""Reads of membership applications."""

from access.queries.scoped import ScopedQuerySet
from network.membership_enums import OPEN


class ApplicationQuerySet(ScopedQuerySet):
    """Adjectives of applications."""

    def open(self):
        """Applications with which something can still happen."""
        return self.filter(state__in=OPEN)

    def submitted(self):
        """Applications that have left the hospital at least once."""
        return self.filter(submitted_at__isnull=False)

    def with_names(self):
        """With everything that lists and pages name."""
        return self.select_related("hospital", "campus__region", "campus__division", "network__centre", "tier")
