"""What this house lets pages follow: one's inbox, and how far a job is."""

from collections.abc import Collection
from uuid import UUID

from access.actor import Actor
from access.inbox_reading import standings
from access.live import Topic, View
from access.models import Job, RoleAssignment


def _own_inbox(actor: Actor, key: str) -> View | None:
    return None if key else View(str(actor.user.pk))


def _inboxes(views: Collection[View]) -> dict[View, dict]:
    """The badge's number and the lists' mark of each person, by the roles valid at this moment."""
    held: dict[int, list] = {int(view.key): [] for view in views}
    for item in RoleAssignment.objects.held_by(list(held)):
        held[item.holder_id].append(item)
    found = standings(held)
    return {view: _of_inbox(found[int(view.key)]) for view in views}


def _of_inbox(standing) -> dict:
    return {"count": standing.count, "tasks": standing.tasks, "unread": standing.unread, "mark": standing.mark}


def _job(actor: Actor, key: str) -> View | None:
    try:
        found = Job.objects.visible_to(actor).filter(uid=UUID(key)).exists()
    except ValueError:
        return None
    return View(key) if found else None


def _jobs(views: Collection[View]) -> dict[View, dict]:
    """How far each job is. ``share`` is 0–100, and null while the work has not said how much there is."""
    rows = Job.objects.filter(uid__in=[view.key for view in views])
    return {
        View(str(job.uid)): {
            "state": job.state,
            "done": job.done,
            "total": job.total,
            "share": job.share,
            "mark": job.mark,
        }
        for job in rows
    }


INBOX = Topic("inbox", _own_inbox, _inboxes)
JOB = Topic("job", _job, _jobs)
