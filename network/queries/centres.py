"""Reads of centres."""

from modelsearch.queryset import SearchableQuerySetMixin

from network.queries.dated import ClosableQuerySet


class CentreQuerySet(SearchableQuerySetMixin, ClosableQuerySet):
    """Centres that exist on a day, in the order of a Chinese list."""

    opening_field = "established_on"

    def alphabetical(self):
        """In pinyin order."""
        return self.order_by("sort_key", "pk")
