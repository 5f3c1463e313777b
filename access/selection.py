"""Choosing rows of a list for one act: the ticked ones, or all that the filter shows.

The list page sends ``which`` (``ticked`` or ``all``), ``chosen`` (uids) and ``filter`` (the list's parameters)
by GET to the page of the act, which asks here which rows are meant. Rights are asked of the rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict

ALL, TICKED = "all", "ticked"
MOST_TICKED = 200


@dataclass(frozen=True)
class Selection:
    """What a page was asked to act upon; ``params`` goes on with its form."""

    which: str
    chosen: tuple[UUID, ...]
    filter: str

    @classmethod
    def of(cls, params: QueryDict) -> Selection:
        """Read a selection; what is no uid is left out."""
        chosen = [uid for uid in map(_uid, params.getlist("chosen")[:MOST_TICKED]) if uid is not None]
        which = ALL if params.get("which") == ALL else TICKED
        return cls(which, tuple(dict.fromkeys(chosen)), params.get("filter", "")[:2000])

    def rows(self, queryset, filterset_class, request):
        """The rows that are meant, of those in ``queryset``."""
        if self.which == TICKED:
            return queryset.filter(uid__in=self.chosen)
        found = filterset_class(QueryDict(self.filter), queryset=queryset, request=request)
        return found.qs if found.is_valid() else queryset.none()

    @property
    def query(self) -> str:
        """The same selection as parameters of an address."""
        params = QueryDict(mutable=True)
        params["which"], params["filter"] = self.which, self.filter
        params.setlist("chosen", [str(uid) for uid in self.chosen] if self.which == TICKED else [])
        return params.urlencode()


def _uid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
