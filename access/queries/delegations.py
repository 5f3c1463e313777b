"""Reads of delegations."""

from django.db.models import Q

from access.queries.scoped import DatedQuerySet


class DelegationQuerySet(DatedQuerySet):
    """Delegations that count on a day."""

    def valid(self, on=None):
        """Those whose days include a day, today unless named, and that nobody has ended."""
        return super().valid(on).filter(ended_at__isnull=True)

    def of(self, user):
        """Given or received by a person."""
        return self.filter(Q(delegator=user) | Q(deputy=user))

    def between(self, one: int, other: int):
        """Between two people (ids), whoever acts for whom."""
        return self.filter(Q(delegator=one, deputy=other) | Q(delegator=other, deputy=one))
