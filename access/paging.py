"""Pages of long lists."""

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, Window
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


class OneLook(Pages):
    """Pages of rows whose condition costs more than they do: a page and the number of all rows from one statement.

    Takes a queryset, or the rows that a table has bound to one.
    """

    def page(self, number):
        """The page; past the end, and where there is nothing, the rows are counted as everywhere."""
        rows = self._seen(int(number)) if _is_place(number) else []
        if not rows:
            return super().page(number)
        self.count = rows[0].counted
        return self._get_page(self._bound(rows), int(number), self)

    def _seen(self, number: int) -> list:
        rows = self.object_list if isinstance(self.object_list, QuerySet) else self.object_list.data.data
        first = (number - 1) * self.per_page
        return list(rows.annotate(counted=Window(Count("*")))[first : first + self.per_page])

    def _bound(self, rows: list):
        if isinstance(self.object_list, QuerySet):
            return rows
        return type(self.object_list)(rows, self.object_list.table, self.object_list.pinned_data)


def _is_place(number) -> bool:
    """Whether it is the number of a page that could be: databases count rows in nine digits without trouble."""
    word = str(number)
    return word.isascii() and word.isdecimal() and int(word[:9]) > 0 and len(word) < 10
