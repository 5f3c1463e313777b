"""What the system administrator sees: that jobs, regular works and messages run; nothing of what they are about."""

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from access import permissions
from access.beats import BEATS
from access.domain import deliveries, jobs
from access.enums import DeliveryState, JobState
from access.filters import DeliveryFilter
from access.job_tables import BeatTable, DeliveryTable, OperationsTable
from access.models import Beat, Delivery, Job
from access.views.lists import ListPage
from access.views.pages import page

SHOWN = 50


@page(permissions.VIEW_OPERATIONS)
@never_cache
def operations(request):
    """The regular works, how many jobs and messages stand where, and the latest jobs."""
    rows = Job.objects.permitted(request.actor, permissions.VIEW_OPERATIONS)
    context = {
        "beats": BeatTable(Beat.objects.filter(name__in=BEATS).order_by("name")),
        "jobs": OperationsTable(rows.order_by("-queued_at", "-pk")[:SHOWN]),
        "job_counts": _counts(rows, JobState),
        "delivery_counts": _counts(Delivery.objects.visible_to(request.actor), DeliveryState),
    }
    return render(request, "access/operations.html", context)


def _counts(rows, states) -> list[dict]:
    found = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return [{"label": state.label, "value": found.get(state.value, 0)} for state in states]


@page(permissions.STOP_JOB)
@require_POST
def stop_job(request, uid):
    """Stop a job that is a burden."""
    found = Job.objects.permitted(request.actor, permissions.STOP_JOB).filter(uid=uid).first()
    if found is None:
        raise Http404
    if not found.is_over:
        jobs.stop(found, by=request.actor)
    messages.success(request, _("The job is being stopped."))
    return redirect("access:operations")


class Deliveries(ListPage):
    """The delivery log: what was sent by which channel, and what did not get through."""

    model = Delivery
    table_class = DeliveryTable
    filterset_class = DeliveryFilter
    permission = permissions.VIEW_DELIVERIES
    title = gettext_lazy("Delivery log")
    lead = gettext_lazy("Messages by e-mail and through the gateway. Addresses are masked; texts are not kept here.")

    def get_queryset(self):
        """Newest first; administrators see those to their own people, the system administrator all."""
        rows = Delivery.objects.permitted(self.request.actor, permissions.RETRY_DELIVERY)
        return rows.select_related("user").order_by("-queued_at", "-pk")

    def get_filterset_kwargs(self, filterset_class) -> dict:
        """Names are looked for where they are shown."""
        return super().get_filterset_kwargs(filterset_class) | {"by_name": self._shows_names()}

    def get_table_kwargs(self) -> dict:
        """Whoever keeps the system sees nothing of whom it is about."""
        return {} if self._shows_names() else {"exclude": ("user",)}

    def _shows_names(self) -> bool:
        return not self.request.actor.holds(permissions.VIEW_OPERATIONS)


@page(permissions.RETRY_DELIVERY)
@require_POST
def retry_delivery(request, uid):
    """Have a message tried again that was given up."""
    found = Delivery.objects.permitted(request.actor, permissions.RETRY_DELIVERY).filter(uid=uid).first()
    if found is None:
        raise Http404
    deliveries.retry(found, by=request.actor)
    messages.success(request, _("The message is tried again."))
    target = request.POST.get("next", "")
    safe = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return redirect(target if safe else "access:deliveries")
