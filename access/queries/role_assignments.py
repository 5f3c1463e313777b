"""Reads of role assignments."""

from access.queries.scoped import DatedQuerySet


class RoleAssignmentQuerySet(DatedQuerySet):
    """Roles valid on a day."""

    def valid(self, on=None):
        """Roles valid on a day, today unless named; one stopped on its first day is valid on none."""
        return super().valid(on).filter(stopped_at__isnull=True)
