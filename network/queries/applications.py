"""Reads of membership applications."""

from django.db.models import Q

from access.queries.scoped import ScopedQuerySet
from network.membership_enums import OPEN, ApplicationState
from network.proxy_enums import UNCONFIRMED
from network.queries.named import NamedQuerySetMixin

PAPER_ORIGINS = {
    "entered": {"proxy_entry__isnull": False},
    "unconfirmed": {"proxy_entry__state__in": UNCONFIRMED},
    "own": {"proxy_entry__isnull": True},
}


class ApplicationQuerySet(NamedQuerySetMixin, ScopedQuerySet):
    """Adjectives of applications."""

    def open(self):
        """Applications with which something can still happen."""
        return self.filter(state__in=OPEN)

    def submitted(self):
        """Applications that have left the hospital at least once."""
        return self.filter(submitted_at__isnull=False)

    def before_the_centre(self, since):
        """Submitted applications that are open, or were declined at or after a moment. What a centre entered itself is
        not before it until the hospital has confirmed: typing a name must open nobody's profile."""
        declined = Q(state=ApplicationState.DECLINED, decided_at__gte=since)
        rows = self.submitted().filter(Q(state__in=OPEN) | declined)
        return rows.exclude(proxy_entry__state__in=UNCONFIRMED)

    def of_origin(self, origin: str):
        """Entered from paper for their hospitals: all of them, or those not confirmed; or not so entered."""
        return self.filter(**PAPER_ORIGINS[origin]) if origin in PAPER_ORIGINS else self

    def with_names(self):
        """With everything that lists and pages name."""
        places = ("hospital", "campus__region", "campus__division", "network__centre")
        return self.select_related(*places, "tier", "proxy_entry", "question_set")
