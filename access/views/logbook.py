"""The auditor's view of the logbook."""

from django.utils.translation import gettext_lazy as _

from access import permissions
from access.filters import LogbookFilter
from access.models import LogEntry
from access.tables import LogbookTable
from access.views.lists import ListPage


class Logbook(ListPage):
    """All entries, newest first."""

    model = LogEntry
    table_class = LogbookTable
    filterset_class = LogbookFilter
    permission = permissions.VIEW_LOGBOOK
    title = _("Logbook")
    lead = _("Who did what, when and why. Entries can be added, never changed or removed.")

    def get_queryset(self):
        """Newest first."""
        return super().get_queryset().order_by("-at", "-pk")
