"""Wagtail's task API over the ``Job`` table: whatever is written as a task may wait for the worker, too.

The row is the only truth; a task's result is read from it. See docs/adr/0005-jobs.md.
"""

from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from access.enums import JobState
from access.models import Job

# A job's name is this and the path of the task's function.
PREFIX = "task:"
STATUS = {
    JobState.QUEUED: TaskResultStatus.READY,
    JobState.RUNNING: TaskResultStatus.RUNNING,
    JobState.DONE: TaskResultStatus.SUCCESSFUL,
    JobState.FAILED: TaskResultStatus.FAILED,
    JobState.CANCELLED: TaskResultStatus.FAILED,
}


class JobBackend(BaseTaskBackend):
    """``@task(backend="jobs")`` and ``some_task.using(backend="jobs")``."""

    supports_defer = True
    supports_get_result = True

    def enqueue(self, task: Task, args, kwargs) -> TaskResult:
        """Write the job; it begins after the commit of the transaction around it."""
        self.validate_task(task)
        job = Job(
            name=f"{PREFIX}{task.module_path}",
            parameters={"args": normalize_json(list(args)), "kwargs": normalize_json(kwargs)},
            started_by=self.alias,
        )
        job.not_before = task.run_after or job.queued_at
        job.save()
        return self._result(job, task)

    def get_result(self, result_id: str) -> TaskResult:
        """How the task stands. Raises TaskResultDoesNotExist."""
        job = Job.objects.filter(uid=result_id, name__startswith=PREFIX).first()
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return self._result(job, task_of(job.name).using(backend=self.alias))

    def _result(self, job: Job, task: Task) -> TaskResult:
        result = TaskResult(
            task=task,
            id=str(job.uid),
            status=STATUS[job.state],
            enqueued_at=job.queued_at,
            started_at=job.started_at,
            finished_at=job.finished_at,
            last_attempted_at=job.started_at,
            args=job.parameters["args"],
            kwargs=job.parameters["kwargs"],
            backend=self.alias,
            errors=[TaskError(exception_class_path="access.refusals.Refused", traceback=job.error_code)]
            if job.error_code
            else [],
            worker_ids=[job.worker] * job.attempts,
        )
        object.__setattr__(result, "_return_value", (job.result or {}).get("value"))
        return result


def task_of(name: str) -> Task:
    """The task that a job's name stands for. Raises ImportError when it is gone."""
    return import_string(name.removeprefix(PREFIX))


def work_of(name: str):
    """The task as a work function: it says nothing of its progress. Raises ImportError when the task is gone."""
    task = task_of(name)

    def function(progress, *, args, kwargs):
        return {"value": normalize_json(task.call(*args, **kwargs))}

    return function
