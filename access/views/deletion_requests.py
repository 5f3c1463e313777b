"""Requests to delete an account: the list and the answer of the security administrator, one's own to follow."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from access import door, form_tokens, holdings, lifecycle, people_permissions
from access.domain import deletion_requests, departures
from access.models import DeletionRequest
from access.people_filters import DeletionFilter
from access.people_tables import DeletionTable
from access.views.lists import ListPage
from access.views.pages import page


class DeletionRequests(ListPage):
    """All requests, the open ones first by their day."""

    model = DeletionRequest
    table_class = DeletionTable
    filterset_class = DeletionFilter
    permission = people_permissions.ANSWER_DATA_REQUEST
    title = gettext_lazy("Deletion requests")
    lead = gettext_lazy("People who want their account and data deleted. Each is answered within 15 working days.")

    def get_queryset(self):
        """By the day on which the answer is due."""
        return super().get_queryset().select_related("user", "answered_by").order_by("-due_on", "-pk")


@page(open_because="the own request, or through the door")
def deletion_request(request, uid):
    """One request with what may be done about it."""
    rows = DeletionRequest.objects.select_related("user", "answered_by")
    found = door.get_visible_or_404(rows, request.actor, uid=uid)
    answers = request.actor.holds(people_permissions.ANSWER_DATA_REQUEST)
    context = {
        "deletion": found,
        "actions": lifecycle.actions(found, request.actor),
        "token": form_tokens.fresh(),
        "held": holdings.held(found.user) if answers else [],
        "orphans": departures.orphans(found.user) if answers else None,
    }
    own = found.user_id == request.user.pk and found.state in ("asked", "granted")
    return render(request, "access/deletion_request.html", context | {"may_withdraw": own and not answers})


STEPS = {
    "grant": deletion_requests.grant,
    "decline": deletion_requests.decline,
    "withdraw": deletion_requests.withdraw,
}


@page(open_because="the own request, or through the door; the verb asks for the step")
@require_POST
def deletion_step(request, uid):
    """Grant, decline or take back."""
    found = door.get_visible_or_404(DeletionRequest.objects.all(), request.actor, uid=uid)
    name = request.POST.get("action", "")
    if name not in STEPS:
        raise Http404
    more = {} if name == "withdraw" else {"reason": form_tokens.words(request, "reason")[:400]}
    STEPS[name](found, **form_tokens.posted(request, found), **more, by=request.actor)
    messages.success(request, _("Done: %(state)s.") % {"state": found.get_state_display()})
    return redirect(found)
