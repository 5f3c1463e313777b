"""One's jobs, and the page of one job with its progress."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from access import door
from access.domain import jobs
from access.filters import JobFilter
from access.job_tables import JobTable
from access.models import Job
from access.views.lists import ListPage
from access.views.pages import page


class Jobs(ListPage):
    """The own jobs, and those of organisations that the actor manages."""

    model = Job
    table_class = JobTable
    filterset_class = JobFilter
    open_because = "the own jobs, and those of the organisations that one manages"
    title = gettext_lazy("Background jobs")
    lead = gettext_lazy("Work that takes longer than a page: it goes on while you do something else.")

    def get_queryset(self):
        """Newest first."""
        return super().get_queryset().order_by("-queued_at", "-pk")


@page(open_because="the own job, or one of an organisation that one manages")
@never_cache
def job(request, uid):
    """How far it is, how it ended, and taking it back."""
    found = door.get_visible_or_404(Job.objects.all(), request.actor, uid=uid)
    return render(request, "access/job.html", {"job": found})


@page(open_because="the own job, or one of an organisation that one manages")
@require_POST
def cancel(request, uid):
    """Take it back."""
    found = door.get_visible_or_404(Job.objects.all(), request.actor, uid=uid)
    jobs.cancel(found, by=request.actor)
    messages.success(request, _("The job is being taken back."))
    return redirect(found)
