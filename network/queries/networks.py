"""Reads of disease networks."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from network.queries.dated import ClosableQuerySet


class NetworkQuerySet(ClosableQuerySet):
    """Networks that exist on a day, in the order of a Chinese list."""

    opening_field = "opened_on"

    def alphabetical(self):
        """In pinyin order."""
        return self.order_by("sort_key", "pk")

    def with_members(self, on=None):
        """Annotate ``members``: how many active memberships there are on a day, today unless named."""
        memberships = self.model._meta.get_field("memberships").related_model.objects.active(on)
        counted = memberships.filter(network=OuterRef("pk")).order_by().values("network").annotate(n=Count("pk"))
        return self.annotate(members=Coalesce(Subquery(counted.values("n")), 0))
