"""Having the logbook checked, which takes longer than a page."""

from access import jobs, logbook, permissions
from access.actor import Actor
from access.models import Job
from access.verbs import verb


@verb(permissions.VIEW_LOGBOOK)
def start(_thing=None, *, by: Actor) -> Job:
    """Queue a check of every seal and entry; its result is read on the job's page."""
    job = jobs.start("logbook.verify", by=by)
    logbook.record(job, by=by, verb="logbook.check_started")
    return job
