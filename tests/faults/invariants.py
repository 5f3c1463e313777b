"""What has to hold at any moment, whatever was killed: each question returns what does not."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.storage import storages
from django.db import connection

from access.lifecycle import LIFECYCLES
from access.models import Beat, Delivery, Job, LogEntry, Notification, Task
from access.sealing import verification
from network.domain import application_tasks as tasks
from network.domain.signoffs import TASK_SIGN
from network.membership_enums import ApplicationState as S
from network.models import AnnualConfirmation, Membership, MembershipApplication, SignOff, Suspension
from office.domain.receipts import is_intact
from office.models import Attachment, Receipt
from tests.faults import works

OPEN_TASKS = {
    S.DRAFT: {tasks.FILL_IN: 1},
    S.RETURNED: {tasks.FILL_IN: 1},
    S.AWAITING_SIGNOFF: {},
    S.SUBMITTED: {tasks.CHECK: 1},
    S.UNDER_REVIEW: {tasks.REVIEW: 2},
}
# What the world has made without its verbs; no desk works on it.
GIVEN = {AnnualConfirmation}


@contextmanager
def one_moment():
    """Everything that is read inside is read as of one moment, while the worker goes on."""
    begin = {"sqlite": "BEGIN DEFERRED", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ"}
    with connection.cursor() as cursor:
        cursor.execute(begin[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def broken(mail: Path) -> list[str]:
    """Everything that does not hold now; ``mail`` is the folder of the letters that were sent."""
    with one_moment():
        return [
            *_states(),
            *_sections(),
            *_tasks(),
            *_signoffs(),
            *_suspensions(),
            *_papers(),
            *_receipts(),
            *_steps(),
            *_messages(mail),
        ]


def _entries(thing, *verbs: str):
    rows = LogEntry.objects.filter(object_type=thing._meta.label_lower, object_id=thing.pk).order_by("pk")
    return rows.filter(verb__in=verbs) if verbs else rows


def _states() -> Iterator[str]:
    """Each state is where the logged moves lead to, without a gap; each move counts one version."""
    for table in (table for table in LIFECYCLES.values() if table.model not in GIVEN):
        verbs = [f"{table.name}.{step.name}" for step in table.transitions]
        for thing in table.model._base_manager.all():
            state = table.model._meta.get_field(table.field).default
            moves = [entry.changes[table.field] for entry in _entries(thing, *verbs)]
            for before, after in moves:
                if before != state:
                    yield f"{thing}: a move from {before}, but it was {state}"
                state = after
            if (thing.state, thing.version) != (state, len(moves) + 1):
                yield f"{thing}: {thing.state} v{thing.version}, the logbook says {state} v{len(moves) + 1}"


def _sections() -> Iterator[str]:
    for thing in MembershipApplication.objects.all():
        saved = Counter(e.changes["section"][1] for e in _entries(thing, "application.section_saved"))
        stored = dict(thing.sections.values_list("code", "version"))
        if stored != saved:
            yield f"{thing}: sections {stored}, saved {dict(saved)}"


def _tasks() -> Iterator[str]:
    for thing in MembershipApplication.objects.filter(state__in=OPEN_TASKS):
        rows = Task.objects.open().filter(object_type=thing._meta.label_lower, object_id=thing.pk)
        found = Counter(rows.values_list("kind", flat=True))
        if found != OPEN_TASKS[thing.state]:
            yield f"{thing} is {thing.state} with the tasks {dict(found)}"


def _signoffs() -> Iterator[str]:
    """What waits for a signature has one waiting sign-off with its one task, anything else none."""
    waiting = Counter(SignOff.objects.filter(state="waiting").values_list("object_id", flat=True))
    tasked = Counter(Task.objects.open().filter(kind=TASK_SIGN).values_list("object_id", flat=True))
    for thing in MembershipApplication.objects.all():
        if waiting[thing.pk] != (thing.state == S.AWAITING_SIGNOFF):
            yield f"{thing} is {thing.state} with {waiting[thing.pk]} sign-offs"
    for row in SignOff.objects.all():
        if tasked[row.pk] != (row.state == "waiting"):
            yield f"{row} is {row.state} with {tasked[row.pk]} tasks"


def _suspensions() -> Iterator[str]:
    for member in Membership.objects.all():
        running = Suspension.objects.filter(membership=member, last_day__isnull=True).count()
        if running != (member.state == "suspended"):
            yield f"{member} is {member.state} with {running} running suspensions"


def _papers() -> Iterator[str]:
    """Each row has its file with the right content, and its entry in the logbook."""
    for paper in Attachment.objects.all():
        kept = storages["private"].open(paper.file.name).read() if paper.file.storage.exists(paper.file.name) else b""
        if (len(kept), hashlib.sha256(kept).hexdigest()) != (paper.size, paper.sha256):
            yield f"{paper.file.name}: {len(kept)} bytes of {paper.size}"
    rows = Attachment.objects.filter(from_shelf=None)
    added = LogEntry.objects.filter(verb="attachment.added").count()
    withdrawn = LogEntry.objects.filter(verb="attachment.withdrawn").count()
    if (rows.count(), rows.exclude(withdrawn_at=None).count()) != (added, withdrawn):
        yield f"{rows.count()} papers, {added} added, {withdrawn} withdrawn"


def _receipts() -> Iterator[str]:
    for receipt in Receipt.objects.all():
        if not is_intact(receipt):
            yield f"the receipt {receipt} is not over its content"
    for thing in MembershipApplication.objects.all():
        issued = Receipt.objects.filter(owner_type=thing._meta.label_lower, owner_id=thing.pk).count()
        if issued != (sent := _entries(thing, "application.submit").count()):
            yield f"{thing}: submitted {sent} times with {issued} receipts"
    numbers = sorted(Receipt.objects.values_list("number", flat=True))
    if len({number[-5:] for number in numbers}) != len(numbers) or numbers and int(numbers[-1][-5:]) != len(numbers):
        yield f"the receipts are numbered {numbers}"


def _steps() -> Iterator[str]:
    """A step of a job is there whole or not at all, and never twice."""
    found = Counter(Notification.objects.filter(url__startswith="/workspace/?").values_list("url", "code"))
    steps = {url for url, _code in found}
    yield from (f"{url}: half a step or a double one" for url in steps if any(found[url, c] != 1 for c in works.CODES))
    for job in Job.objects.filter(name=works.NAME, state="done"):
        if missing := [n for n in range(works.STEPS) if works.address(job, n) not in steps]:
            yield f"{job.uid} is done without the steps {missing}"


def _messages(mail: Path) -> Iterator[str]:
    """A message that counts as sent was sent: its letter lies in the post box."""
    letters = "".join(path.read_text() for path in mail.glob("*.log"))
    for uid in Delivery.objects.filter(state="sent").values_list("uid", flat=True):
        if f"<{uid}@" not in letters:
            yield f"the message {uid} counts as sent"


def at_rest() -> list[str]:
    """What has to hold when nobody works any more and the worker has had its time."""
    wrong = [f"{job} is {job.state}" for job in Job.objects.unfinished()]
    wrong += [f"{job}: failed without a sentence" for job in Job.objects.filter(state="failed") if not job.sentence]
    wrong += [f"{beat.name} is held by {beat.holder}" for beat in Beat.objects.exclude(holder="")]
    wrong += [f"{delivery.uid} is {delivery.state}" for delivery in Delivery.objects.exclude(state="sent")]
    return wrong + [str(finding) for finding in verification.verify()] + _damage()


def _damage() -> list[str]:
    """What the database finds at itself."""
    connection.check_constraints()
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return [row[0] for row in cursor.fetchall() if row[0] != "ok"]
