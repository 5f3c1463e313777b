"""Reads of campuses."""

from network.queries.dated import ClosableQuerySet


class CampusQuerySet(ClosableQuerySet):
    """Campuses that exist on a day."""
