"""The auditor's view of the logbook."""

from collections.abc import Iterator
from itertools import islice

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from access import permissions, seal_facts, traces
from access.domain import logbook_checks
from access.logbook_filter import LogbookFilter
from access.logbook_table import LogbookTable
from access.models import LogEntry, SealedEntry
from access.paging import CappedPaginator
from access.refusals import Refused, refusal
from access.texts import text
from access.views.lists import ListPage, sheet_response
from access.views.pages import page
from tools import sheets

TOO_MANY = text(
    "logbook.too_many",
    _("One file of this kind takes %(most)s entries at most: choose fewer days or a further filter."),
)
# Entries in memory at a time while a file is written.
PORTION = 1_000


class Logbook(ListPage):
    """All entries, newest first."""

    model = LogEntry
    table_class = LogbookTable
    filterset_class = LogbookFilter
    permission = permissions.VIEW_LOGBOOK
    template_name = "access/logbook.html"
    table_pagination = {"per_page": 25, "paginator_class": CappedPaginator}
    title = _("Logbook")
    lead = _("Who did what, when and why. Entries can be added, never changed or removed.")

    def get_queryset(self):
        """Newest first, each with its seal."""
        seal = SealedEntry.objects.filter(entry_id=OuterRef("pk")).values("seal")[:1]
        return super().get_queryset().annotate(seal_number=Subquery(seal)).order_by("-at", "-pk")

    def get(self, request, *args, **kwargs):
        """The page, and a trace of who read it."""
        traces.logbook_read(request.actor, self.title)
        return super().get(request, *args, **kwargs)

    def export(self, form: str):
        """The filtered entries as a file, read in portions. Raises Refused when they are more than a file takes."""
        most = settings.LOGBOOK_EXPORT_ROWS[form]
        count = self.object_list.order_by()[: most + 1].count()
        if count > most:
            raise Refused(refusal(TOO_MANY, most=most))
        table = self.table_class(data=self.object_list, order_by=self.request.GET.get("sort", ""))
        columns = [sheets.Column(column.name, str(column.header)) for column in table.columns]
        rows = self._lines(table.data.data.iterator(PORTION))
        return sheet_response(self.request, self.title, columns, rows, form, count=count)

    def _lines(self, entries: Iterator[LogEntry]) -> Iterator[list]:
        while portion := list(islice(entries, PORTION)):
            _header, *lines = self.table_class(data=portion).as_values()
            yield from lines

    def get_context_data(self, **kwargs) -> dict:
        """The state of the seals above the list."""
        return super().get_context_data(**kwargs) | {"seals": seal_facts.shown()}


@page(permissions.VIEW_LOGBOOK)
@require_POST
def check(request):
    """Have the whole logbook checked; the job's page shows how far it is and what it found."""
    return redirect(logbook_checks.start(by=request.actor))
