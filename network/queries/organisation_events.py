"""Reads of what happened to organisations, and of what they were on a day."""

from datetime import date

from django.apps import apps
from django.db.models import OuterRef, Q, Subquery

from access.queries.scoped import ScopedQuerySet
from network.organisation_enums import EventKind


class OrganisationEventQuerySet(ScopedQuerySet):
    """Events by organisation, newest first."""

    def of(self, hospital):
        """What happened to a hospital, from either side of a merger or a split."""
        return self.filter(Q(hospital=hospital) | Q(other=hospital))

    def newest_first(self):
        """In the order of a timeline."""
        return self.order_by("-on", "-pk")

    def with_names(self):
        """With everything that lists and timelines name."""
        return self.select_related("hospital", "other")

    def levels_after(self, day: date):
        """Changes of level after a day, the earliest first: its ``before`` is what held on the day."""
        return self.filter(kind=EventKind.LEVEL_CHANGED, on__gt=day).order_by("on", "pk")


def level_held(day: date) -> Subquery:
    """The level that a hospital held on a day, or null when it is still the present one; for ``annotate``."""
    events = apps.get_model("network.OrganisationEvent").objects.levels_after(day)
    return Subquery(events.filter(hospital=OuterRef("pk")).values("before")[:1])
