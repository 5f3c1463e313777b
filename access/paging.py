"""Pages of long lists."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

# Where counting stops: nobody leafs through more, and counting a million rows would take longer than reading a page.
MOST = 10_000
# The table lets an address say how many rows a page has (``per_page``): no fewer than one, no more than these.
MOST_ROWS = 100


class Pages(Paginator):
    """Pages of a table, of a sensible size whatever the address asks for."""

    def __init__(self, object_list, per_page, **options):
        super().__init__(object_list, min(max(int(per_page), 1), MOST_ROWS), **options)


class CappedPaginator(Pages):
    """Pages of a table whose rows are counted up to ``MOST``; ``is_cut`` says that there are more."""

    @cached_property
    def _counted(self) -> int:
        # What django-tables2 hands over are its rows around the queryset.
        rows = self.object_list.data.data
        return rows.order_by()[: MOST + 1].count()

    @property
    def count(self) -> int:
        """How many rows can be leafed through."""
        return min(self._counted, MOST)

    @property
    def is_cut(self) -> bool:
        """Whether the list has more rows than that."""
        return self._counted > MOST
