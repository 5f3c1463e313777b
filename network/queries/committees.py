"""Reads of committees."""

from datetime import date

from django.apps import apps
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from network.queries.structure import StandingQuerySet


def _count_of(rows) -> Coalesce:
    counted = rows.filter(committee=OuterRef("pk")).order_by().values("committee").annotate(total=Count("pk"))
    return Coalesce(Subquery(counted.values("total"), output_field=IntegerField()), 0)


class CommitteeQuerySet(StandingQuerySet):
    """Adjectives of committees."""

    def with_counts(self, on: date):
        """Annotate ``members_on`` with the members on a day, and ``held`` with the meetings."""
        members = apps.get_model("network.CommitteeMember").objects.valid(on)
        meetings = apps.get_model("network.CommitteeMeeting").objects.all()
        return self.annotate(members_on=_count_of(members), held=_count_of(meetings))

    def ending_by(self, today: date, last: date):
        """Committees whose term ends between two days and has no next one yet."""
        return self.filter(valid_to__gte=today, valid_to__lte=last, followed_by__isnull=True)
