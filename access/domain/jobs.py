"""Taking a job back: by whoever it belongs to, or by the system administrator for anybody's."""

from django.utils.translation import gettext_lazy as _

from access import jobs, logbook, permissions
from access.actor import Actor
from access.models import Job
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb

OVER = text("job.over", _("This job has already ended."))


@verb(permissions.VIEW_JOBS)
def cancel(job: Job, *, by: Actor) -> Job:
    """Take the own job, or one of the own organisation, back. Raises Refused when it has ended."""
    return _take_back(job, by)


@verb(permissions.STOP_JOB)
def stop(job: Job, *, by: Actor) -> Job:
    """Stop a job of anybody that is a burden to the system. Raises Refused when it has ended."""
    return _take_back(job, by)


def _take_back(job: Job, by: Actor) -> Job:
    if job.is_over:
        raise Refused(refusal(OVER), job)
    jobs.ask_to_cancel(job)
    logbook.record(job, by=by, verb="job.taken_back")
    return job
