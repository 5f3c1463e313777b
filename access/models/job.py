"""A piece of heavy work beside the pages: its row is the truth about it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import permissions, texts
from access.door import Path
from access.enums import JobState, Privacy, ScopeKind
from access.job_texts import DONE, title_of
from access.models.base import Identified, ScopedModel
from access.queries.scoped import ScopedQuerySet
from tools import clock

TONES = {
    JobState.QUEUED: "neutral",
    JobState.RUNNING: "info",
    JobState.DONE: "ok",
    JobState.FAILED: "danger",
    JobState.CANCELLED: "warn",
}


class JobQuerySet(ScopedQuerySet):
    """Reads of the queue."""

    def waiting(self):
        """Queued jobs whose time has come, those that wait longest first."""
        return self.filter(state=JobState.QUEUED, not_before__lte=clock.now()).order_by("not_before", "pk")

    def held(self, lease):
        """The job that a worker holds by this lease; nothing once it was taken away from that worker."""
        return self.filter(state=JobState.RUNNING, lease=lease)

    def over_before(self, moment):
        """Jobs that ended before a moment, in whichever way."""
        ended = [JobState.DONE, JobState.FAILED, JobState.CANCELLED]
        return self.filter(state__in=ended, finished_at__lt=moment)

    def about(self, thing):
        """The jobs about one thing (which has a uid)."""
        return self.filter(object_type=thing._meta.label_lower, object_uid=thing.uid)

    def unfinished(self):
        """Jobs that wait or run."""
        return self.filter(state__in=[JobState.QUEUED, JobState.RUNNING])

    def silent(self):
        """Running jobs whose worker has given no sign of life for JOB_LOST_SECONDS."""
        limit = clock.now() - timedelta(seconds=settings.JOB_LOST_SECONDS)
        return self.filter(state=JobState.RUNNING, heartbeat__lt=limit)


class Job(Identified, ScopedModel):
    """One run of a registered work function: who asked for it, about what, how far it is, and how it ended.

    ``lease`` is the worker's right to write here: it changes with every attempt, so that a worker that was thought
    dead and comes back can no longer write.
    """

    name = models.CharField(_("work"), max_length=120)
    parameters = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    object_type = models.CharField(max_length=60, blank=True)
    object_uid = models.UUIDField(null=True, db_index=True)
    object_label = models.CharField(_("object"), max_length=200, blank=True)
    object_url = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="jobs", verbose_name=_("person"))
    started_by = models.CharField(_("started by"), max_length=80)
    hospital_id = models.PositiveBigIntegerField(null=True, db_index=True)
    centre_id = models.PositiveBigIntegerField(null=True, db_index=True)
    done = models.PositiveBigIntegerField(_("done so far"), default=0)
    total = models.PositiveBigIntegerField(_("to be done in all"), null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    max_attempts = models.PositiveSmallIntegerField(default=3)
    cancel_asked = models.BooleanField(default=False)
    worker = models.CharField(max_length=80, blank=True)
    lease = models.UUIDField(null=True)
    heartbeat = models.DateTimeField(_("last sign of life"), null=True)
    result = models.JSONField(null=True)
    error_code = models.CharField(_("error"), max_length=80, blank=True)
    error_params = models.JSONField(default=dict)
    queued_at = models.DateTimeField(_("queued at"), default=clock.now)
    not_before = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(_("started at"), null=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)

    view_permission = permissions.VIEW_JOBS
    scope_paths = {
        ScopeKind.SELF: Path("owner"),
        ScopeKind.HOSPITAL: Path("hospital_id", of="hospital"),
        ScopeKind.CENTRE: Path("centre_id", of="centre"),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "name": Privacy.VALUE,
        "parameters": Privacy.CHANGED,
        "state": Privacy.VALUE,
        "object_type": Privacy.VALUE,
        "object_uid": Privacy.VALUE,
        "object_label": Privacy.VALUE,
        "object_url": Privacy.VALUE,
        "owner": Privacy.VALUE,
        "started_by": Privacy.VALUE,
        "hospital_id": Privacy.VALUE,
        "centre_id": Privacy.VALUE,
        "done": Privacy.VALUE,
        "total": Privacy.VALUE,
        "attempts": Privacy.VALUE,
        "max_attempts": Privacy.VALUE,
        "cancel_asked": Privacy.VALUE,
        "worker": Privacy.VALUE,
        "lease": Privacy.HASHED,
        "heartbeat": Privacy.VALUE,
        "result": Privacy.CHANGED,
        "error_code": Privacy.VALUE,
        "error_params": Privacy.CHANGED,
        "queued_at": Privacy.VALUE,
        "not_before": Privacy.VALUE,
        "started_at": Privacy.VALUE,
        "finished_at": Privacy.VALUE,
    }

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes = [models.Index(fields=["state", "not_before"]), models.Index(fields=["owner", "-queued_at"])]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state=JobState.RUNNING) & Q(lease__isnull=False, heartbeat__isnull=False))
                | (~Q(state=JobState.RUNNING) & Q(lease__isnull=True)),
                name="a_running_job_is_held",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[JobState.QUEUED, JobState.RUNNING], finished_at__isnull=True)
                | Q(state__in=[JobState.DONE, JobState.FAILED, JobState.CANCELLED], finished_at__isnull=False),
                name="an_ended_job_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=JobState.FAILED) | ~Q(error_code=""), name="a_failed_job_says_why"
            ),
        ]

    def __str__(self) -> str:
        return " · ".join(part for part in (self.title, self.object_label) if part)

    def get_absolute_url(self) -> str:
        """The job's page."""
        return reverse("access:job", args=[self.uid])

    @property
    def title(self) -> str:
        """What the work does, in the reader's language."""
        return title_of(self.name)

    @property
    def is_over(self) -> bool:
        """Whether it has ended, in whichever way."""
        return self.state in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)

    @property
    def mark(self) -> str:
        """Another text whenever a page has to show the job differently."""
        return f"{self.state} {self.cancel_asked}"

    @property
    def tone(self) -> str:
        """How the state looks."""
        return TONES[self.state]

    @property
    def share(self) -> int | None:
        """How much is done, 0–100; None while the work has not said how much there is."""
        if self.state == JobState.DONE:
            return 100
        return None if not self.total else min(100, self.done * 100 // self.total)

    @property
    def sentence(self) -> str:
        """How it ended, in the reader's language; empty until then."""
        if self.state == JobState.FAILED:
            return texts.render(self.error_code, self.error_params)
        if self.state == JobState.DONE:
            found = self.result if self.result and "code" in self.result else {"code": DONE}
            return texts.render(found["code"], found.get("params"))
        return ""

    @property
    def result_url(self) -> str:
        """Where the result lies, when the work named an address."""
        return (self.result or {}).get("url", "")
