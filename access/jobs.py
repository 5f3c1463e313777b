"""Heavy work beside the pages: registered by name, started inside a verb, carried out by ``manage.py run_worker``.

A work function may be interrupted at any moment and is then called again with the same parameters, on another
machine perhaps. It is therefore written so that doing it twice gives the same as doing it once: it looks first at
what is already there, writes under names that depend on its parameters only, and makes each step visible by one
short transaction. A long transaction would also hide its progress and hold up every writer on SQLite.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from access import live
from access.actor import Actor
from access.enums import JobState, Origin
from access.job_texts import name_work
from access.models import Job
from access.texts import in_first_language
from tools import clock

WORK: dict[str, Callable] = {}
# Progress is written no more often than this; in between it would cost more than the work.
WRITE_SECONDS = 0.5


class Interrupted(BaseException):
    """Not a failure: the job leaves this worker, which was told to stop or has lost it to another one.

    It passes by ``except Exception`` in a work function.
    """


class Cancelled(BaseException):
    """Not a failure: a person has asked that the job ends."""


def work(name: str, title=None) -> Callable:
    """Register ``function(progress, **parameters) -> dict | None`` as the work ``name``, called ``title`` for people.

    What it returns is the job's result: None, or plain data in which ``code`` (with ``params``) names a registered
    text that tells people the result and ``url`` the page where it lies. It raises Refused for an end that people
    understand; any other exception is a defect.
    """

    def register(function: Callable) -> Callable:
        if WORK.get(name, function).__qualname__ != function.__qualname__:
            raise ValueError(f"The work {name} is registered twice.")
        WORK[name] = function
        name_work(name, title or name)
        return function

    return register


def start(name: str, *, by: Actor, about=None, max_attempts: int = 3, **parameters) -> Job:
    """Queue the registered work ``name`` with JSON ``parameters``; it begins after the commit, if there is one.

    ``about`` is the thing it works on: whoever manages its hospital or centre sees the job, too. Raises LookupError
    for a name that nobody registered.
    """
    if name not in WORK:
        raise LookupError(f"No work is registered as {name}.")
    job = Job.objects.create(
        name=name, parameters=parameters, max_attempts=max_attempts, **_owned(by), **(_about(about) if about else {})
    )
    tell(job)
    return job


def _owned(by: Actor) -> dict:
    return {"owner": by.user, "started_by": by.label[:80]}


def _about(thing) -> dict:
    scope = getattr(thing, "log_scope", {})
    return {
        "object_type": thing._meta.label_lower,
        "object_uid": getattr(thing, "uid", None),
        "object_label": in_first_language(thing)[:200],
        "object_url": thing.get_absolute_url() if hasattr(thing, "get_absolute_url") else "",
        "hospital_id": scope.get("hospital_id", getattr(thing, "hospital_id", None)),
        "centre_id": scope.get("centre_id", getattr(thing, "centre_id", None)),
    }


def tell(job: Job) -> None:
    """Hint at pages that show the job, once what was written about it is there."""
    live.touch("job", job.uid)


@dataclass
class Progress:
    """What a work function is handed: it says how far it is, and learns here that it should end.

    ``by`` is the person who started the job (or the system), for the verbs that the work calls. ``stopping`` is
    asked whether the worker has been told to stop.
    """

    job: Job
    stopping: Callable[[], bool] = lambda: False
    _written: float = field(default=float("-inf"), repr=False)

    @property
    def by(self) -> Actor:
        """Who acts in the work."""
        if self.job.owner is None:
            return Actor.as_system(self.job.started_by)
        return Actor.of(self.job.owner, origin=Origin.JOB, request_id=self.job.uid.hex)

    def advance(self, done: int, total: int | None = None) -> None:
        """Say that ``done`` of ``total`` is done; call it often, it writes twice a second at most.

        Raises Cancelled or Interrupted as ``check_cancelled`` does.
        """
        self.job.done, self.job.total = done, self.job.total if total is None else total
        now = time.monotonic()
        if now - self._written < WRITE_SECONDS and done != self.job.total:
            return
        self._written = now
        self._held().update(done=done, total=self.job.total, heartbeat=clock.now())
        tell(self.job)
        self.check_cancelled()

    def check_cancelled(self) -> None:
        """Call where the work may end: raises Cancelled when a person took it back, Interrupted when it must leave."""
        row = self._held().values("cancel_asked").first()
        if row is None or self.stopping():
            raise Interrupted
        if row["cancel_asked"]:
            raise Cancelled

    def _held(self):
        return Job.objects.held(self.job.lease)


def ask_to_cancel(job: Job) -> None:
    """Take a job back: one that waits ends now, one that runs at its next ``check_cancelled``; an ended one stays."""
    now = clock.now()
    waiting = Job.objects.filter(pk=job.pk, state=JobState.QUEUED)
    if not waiting.update(state=JobState.CANCELLED, cancel_asked=True, finished_at=now):
        Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(cancel_asked=True)
    job.refresh_from_db()
    tell(job)
