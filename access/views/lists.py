"""The list page that every house uses: filter, sort, page and export over one visible queryset."""

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from access import door, live, traces
from access.paging import Pages
from tools import sheets

# What stands in a list's address beside its filters.
NO_FILTERS = frozenset({"export", "page", "sort"})


class ListPage(SingleTableMixin, FilterView, View):
    """A list of what the actor may see. Subclasses name model, table_class, filterset_class, title and entrance."""

    template_name = "workspace/list.html"
    # The table divides its rows into pages; were the view to do it too, the rows would be counted twice.
    table_pagination = {"per_page": 25, "paginator_class": Pages}
    title = ""
    lead = ""
    # The permission that must be held somewhere to open the list, or the reason why it is open to all who sign in.
    permission: str | None = None
    open_because = ""
    create_url = ""
    create_title = _("New")
    create_permission = ""
    # Whether the list says when its rows have changed; its house registers ``live.rows_topic(model)``.
    moves = False
    strict = False

    def dispatch(self, request, *args, **kwargs):
        """Ask at the entrance before anything is read."""
        if self.permission is not None:
            door.require(request.actor, self.permission)
        return super().dispatch(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        """The rows alone for static/js/lists.js, which asks for them when they have changed."""
        return ["workspace/list_rows.html"] if self.request.htmx.target == "rows" else super().get_template_names()

    def get_queryset(self):
        """The visible rows; subclasses add select_related and order."""
        return self.model._default_manager.all().visible_to(self.request.actor)

    def get_table_kwargs(self) -> dict:
        """Leave out columns that only make sense for some readers."""
        return {}

    def get(self, request, *args, **kwargs):
        """The page, or the same rows as a sheet with ``?export=xlsx|csv``."""
        response = super().get(request, *args, **kwargs)
        form = request.GET.get("export")
        return self.export(form) if form in ("xlsx", "csv") else response

    def export(self, form: str) -> HttpResponse:
        """All rows of the filtered list, not only this page."""
        table = self.get_table_class()(data=self.object_list, **self.get_table_kwargs())
        table.order_by = self.request.GET.get("sort", "")
        header, *rows = table.as_values(exclude_columns=("actions",))
        columns = [sheets.Column(str(i), str(title)) for i, title in enumerate(header)]
        return sheet_response(self.request, self.title, columns, rows, form)

    def get_context_data(self, **kwargs) -> dict:
        """Title, lead, and the one thing to do on an empty list."""
        allowed = bool(self.create_url) and self.request.actor.holds(self.create_permission)
        return (
            super().get_context_data(**kwargs)
            | {
                "title": self.title,
                "lead": self.lead,
                "create_url": self.create_url if allowed else "",
                "create_title": self.create_title,
            }
            | (self._live_context() if self.moves else {})
        )

    def _live_context(self) -> dict:
        """What the list follows, and what that says before the rows are read: no change in between is missed."""
        label = self.model._meta.label_lower
        said = live.payloads(live.views_of(self.request.actor, [label]))
        return {"live_topic": label, "live_mark": said[label]["mark"]}


def sheet_response(request, title, columns: list, rows, form: str, *, count: int | None = None) -> HttpResponse:
    """Rows as a download: XLSX, or CSV with a byte order mark that spreadsheet programs understand.

    The logbook keeps who took which list, with which filters; ``count`` says how many ``rows`` an iterator has.
    """
    filters = {name: value for name, value in request.GET.items() if value and name not in NO_FILTERS}
    traces.exported(request.actor, title, rows=len(rows) if count is None else count, form=form, filters=filters)
    title = str(title)
    if form == "csv":
        response = StreamingHttpResponse(sheets.write_csv(columns, rows), content_type="text/csv; charset=utf-8")
    else:
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        response = HttpResponse(sheets.write_xlsx(title, columns, rows), content_type=content_type)
    response.headers["Content-Disposition"] = sheets.content_disposition(f"{title}.{form}")
    return response
