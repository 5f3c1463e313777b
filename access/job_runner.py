"""Carrying out jobs: taking one from the queue, calling its work, writing how it ended, and finding lost ones."""

import logging
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from django.db import InterfaceError, OperationalError, connection, transaction

from access import jobs
from access.enums import JobState
from access.job_backend import PREFIX, work_of
from access.job_texts import DEFECT, LOST, UNKNOWN
from access.models import Job
from access.refusals import Forbidden, Refused
from tools import clock

logger = logging.getLogger(__name__)
# The wait before another attempt of what was interrupted by the database, times the attempts so far.
RETRY_SECONDS = 10


def claim(worker: str) -> Job | None:
    """Take the job that waits longest for ``worker``; None when none waits. Of several who ask, one gets each."""
    if not Job.objects.waiting().exists():
        return None
    with transaction.atomic():
        rows = Job.objects.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
        job = rows.waiting().first()
        if job is None:
            return None
        now = clock.now()
        job.state, job.worker, job.lease, job.heartbeat = JobState.RUNNING, worker, uuid4(), now
        job.attempts += 1
        job.started_at, job.done = now, 0
        job.save(update_fields=["state", "worker", "lease", "heartbeat", "attempts", "started_at", "done"])
    jobs.tell(job)
    return job


def run_one(worker: str, stopping: Callable[[], bool] = lambda: False) -> Job | None:
    """Take a job and carry it out; returns it, or None when none waits."""
    job = claim(worker)
    if job is not None:
        carry_out(job, stopping)
    return job


def run_waiting() -> int:
    """Carry out all that waits, here and now, and what it starts; returns how many. For tests and commands."""
    count = 0
    while run_one("here"):
        count += 1
    return count


def carry_out(job: Job, stopping: Callable[[], bool] = lambda: False) -> None:
    """Call the work of a claimed job and write how it ended, unless another worker holds it by then."""
    try:
        function = _work(job.name)
    except (LookupError, ImportError):
        return _end(job, JobState.FAILED, error_code=UNKNOWN)
    try:
        result = function(jobs.Progress(job, stopping), **job.parameters)
    except jobs.Cancelled:
        _end(job, JobState.CANCELLED)
    except jobs.Interrupted:
        give_back(job)
    except (Refused, Forbidden) as refused:
        _end(job, JobState.FAILED, error_code=refused.reason.code, error_params=refused.reason.params)
    except (OperationalError, InterfaceError):
        logger.exception("The database interrupted the job %s (%s).", job.uid, job.name)
        # Where the connection is broken this fails, too, and the reaper takes the job up.
        _take_up([job], wait=True)
    except Exception:
        logger.exception("The job %s (%s) failed.", job.uid, job.name)
        _end(job, JobState.FAILED, error_code=DEFECT)
    else:
        _end(job, JobState.DONE, result=result, **({"done": job.total} if job.total else {}))
    return None


def _work(name: str) -> Callable:
    return work_of(name) if name.startswith(PREFIX) else jobs.WORK[name]


def _end(job: Job, state: str, **columns) -> None:
    Job.objects.held(job.lease).update(state=state, lease=None, finished_at=clock.now(), **columns)
    jobs.tell(job)


def give_back(job: Job) -> None:
    """Put a job back into the queue whose worker leaves: that attempt does not count."""
    Job.objects.held(job.lease).update(state=JobState.QUEUED, lease=None, attempts=job.attempts - 1)
    jobs.tell(job)


def beat_heart(lease) -> None:
    """A sign of life for the job that is held by this lease."""
    Job.objects.held(lease).update(heartbeat=clock.now())


def reap(dead_workers=()) -> int:
    """Take up jobs that nobody works on any more: silent ones, and those of workers known to be dead."""
    lost = Job.objects.silent() | Job.objects.filter(state=JobState.RUNNING, worker__in=dead_workers)
    return _take_up(list(lost))


def _take_up(lost: list[Job], wait: bool = False) -> int:
    """Queue each lost job again while it has attempts left and nobody took it back, else end it plainly."""
    for job in lost:
        logger.warning("The job %s (%s) was interrupted at attempt %s.", job.uid, job.name, job.attempts)
        if job.cancel_asked:
            _end(job, JobState.CANCELLED)
        elif job.attempts >= job.max_attempts:
            _end(job, JobState.FAILED, error_code=LOST, error_params={"attempts": job.attempts})
        else:
            later = clock.now() + timedelta(seconds=RETRY_SECONDS * job.attempts if wait else 0)
            Job.objects.held(job.lease).update(state=JobState.QUEUED, lease=None, not_before=later)
            jobs.tell(job)
    return len(lost)
