"""The chase list: what others have open, and one click to remind them."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from access import chasing, permissions
from access.chase_tables import ChaseFilter, ChaseTable
from access.domain import chasing as verbs
from access.forms.uids import uids_in
from access.models import Task
from access.paging import OneLook
from access.views.lists import ListPage
from access.views.pages import page


class ChaseList(ListPage):
    """Open tasks of others that the actor may chase, the most pressing first."""

    model = Task
    table_class = ChaseTable
    filterset_class = ChaseFilter
    permission = permissions.CHASE
    # Whose tasks they are is the costly part: asked once for the page and the number of rows.
    table_pagination = ListPage.table_pagination | {"paginator_class": OneLook}
    template_name = "access/chase.html"
    title = gettext_lazy("Chase list")
    lead = gettext_lazy("What colleagues and organisations have open: remind them, or copy the text for a chat group.")

    def get_queryset(self):
        """The chaseable tasks, by due day."""
        return chasing.tasks_for(self.request.actor).order_by("due_on", "opened_at", "pk")

    def get_context_data(self, **kwargs) -> dict:
        """The rows of this page as one text."""
        context = super().get_context_data(**kwargs)
        rows = [row.record for row in context["table"].paginated_rows]
        return context | {"text": chasing.text_of(context["table"].chase_of(task) for task in rows)}


@page(permissions.CHASE)
@require_POST
def remind(request):
    """Remind the holders of the tasks in the form (``task``, one or several uids)."""
    rows = list(Task.objects.filter(uid__in=uids_in(request.POST.getlist("task"))))
    count = verbs.remind(tasks=rows, by=request.actor) if rows else 0
    said = ngettext("Reminded of %(count)s task.", "Reminded of %(count)s tasks.", count) % {"count": count}
    messages.success(request, said)
    target = request.POST.get("next", "")
    safe = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return redirect(target if safe else "access:chase")
