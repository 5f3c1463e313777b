"""Removing entries of the logbook whose time is over: whole seals only, each removal under a signed checkpoint."""

from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from access import database, logbook, retention
from access.actor import Actor
from access.models import LogCheckpoint, LogEntry, LogSeal, SealedEntry
from access.refusals import Refused, refusal
from access.sealing import checkpoints, verification
from access.texts import text
from access.verbs import verb
from tools import clock

DAMAGED = text(
    "logbook.purge_damaged",
    _("Nothing was removed: %(finding)s Find out what happened to the logbook before anything of it goes."),
)
# What one transaction removes at most; nobody can write to the logbook while it runs.
ENTRIES_AT_ONCE = 20_000
SEALS_AT_ONCE = 1_000


def due(kind: str) -> list[LogSeal]:
    """The oldest seals of a kind whose entries may all be removed, as many as one transaction takes."""
    before = retention.kept_since(kind)
    if before is None:
        return []
    found, entries = [], 0
    rows = LogSeal.objects.filter(kind=kind, number__gt=_removed_through(kind)).order_by("number")
    for seal in rows[:SEALS_AT_ONCE]:
        entries += seal.count
        if seal.newest_at >= before or (found and entries > ENTRIES_AT_ONCE):
            break
        found.append(seal)
    return found


def _removed_through(kind: str) -> int:
    last = LogCheckpoint.objects.filter(kind=kind).order_by("-through").first()
    return last.through if last else 0


@verb(open_because="run by the operators' command and by nobody in the pages; the logbook says that it was")
def purge(kind: str, *, by: Actor) -> LogCheckpoint | None:
    """Remove the entries of the seals that are due for one kind; None when none is.

    The seals themselves stay, so that the chain remains whole. Raises Refused when the entries are not as they were
    sealed: what was tampered with is not swept away.
    """
    seals = due(kind)
    if not seals:
        logbook.nothing_changed()
        return None
    for seal in seals:
        for finding in verification.entries_of(seal):
            raise Refused(refusal(DAMAGED, finding={"code": finding.code, "params": finding.params}))
    checkpoint = _checkpoint(kind, seals, by)
    _remove([seal.number for seal in seals])
    changes = {"seals": (checkpoint.seals, 0), "entries": (checkpoint.entries, 0)}
    logbook.record(checkpoint, by=by, verb="logbook.purged", changes=changes)
    return checkpoint


def _checkpoint(kind: str, seals: list[LogSeal], by: Actor) -> LogCheckpoint:
    checkpoint = LogCheckpoint(
        kind=kind,
        through=seals[-1].number,
        through_hash=seals[-1].hash,
        seals=len(seals),
        entries=sum(seal.count for seal in seals),
        older_than=retention.kept_since(kind),
        purged_at=clock.now(),
        purged_by=by.label,
    )
    checkpoints.sign(checkpoint)
    checkpoint.save(force_insert=True)
    return checkpoint


def _remove(numbers: list[int]) -> None:
    members = SealedEntry.objects.filter(seal__in=numbers)
    with database.lifted("access_logentry", "access_sealedentry"):
        LogEntry.objects.filter(pk__in=members.values("entry_id")).delete()
        members.delete()


def removable() -> dict[str, tuple[int, int]]:
    """What a purge would remove now: (seals, entries) by kind, for those kinds where there is something."""
    found = {}
    for kind in retention.LEAST_DAYS:
        before = retention.kept_since(kind)
        rows = LogSeal.objects.filter(kind=kind, number__gt=_removed_through(kind))
        kept = rows.filter(newest_at__gte=before).order_by("number").first() if before else rows.first()
        if kept:
            rows = rows.filter(number__lt=kept.number)
        counted = rows.aggregate(seals=Count("pk"), entries=Sum("count"))
        if counted["seals"]:
            found[kind] = (counted["seals"], counted["entries"])
    return found
