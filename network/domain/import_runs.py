"""Bringing a table in: uploaded, checked without writing anything, taken in as a whole or not at all."""

from collections.abc import Callable

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from access import door, jobs, lifecycle, logbook
from access.actor import Actor
from access.lifecycle import move
from access.models import Job
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network import import_permissions as permissions
from network.import_enums import ImportState
from network.imports import KINDS, Batch, ImportKind, check, report
from network.models import ImportRun
from office.domain import receipts
from office.domain.attachments import attach_accepted
from office.files.accepting import Accepted, sha256
from office.files.names import checked_name
from office.models import Attachment, Receipt
from tools import clock
from tools.sheets import SheetError, Table, read_table

CHECK_WORK, COMMIT_WORK = "network.import_check", "network.import_commit"
PAPER = "table"
OTHER_TYPE = "application/vnd.ms-excel"
TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}

HAS_ERRORS = text(
    "network.import.has_errors", _("The table has %(count)s mistakes: correct them in the file and upload it anew.")
)
CHANGED = text(
    "network.import.changed",
    _("What the table is held against has changed since it was checked. Nothing was taken in: read the new remarks."),
)
UNDER_WAY = text("network.import.under_way", _("The table is being worked on: wait until that is done."))
UNREADABLE = text("network.import.unreadable", "%(problem)s")


class Changed(Refused):
    """The world is not as it was when the table was checked; ``batch`` is what the new check found."""

    def __init__(self, run: ImportRun, batch: Batch | None):
        super().__init__(refusal(CHANGED), run)
        self.batch = batch


def place_of(run: ImportRun):
    """Where the rows belong: a network, a hospital, a centre, or None for the province."""
    return run.network or run.hospital or run.centre


def kind_of(run: ImportRun) -> ImportKind:
    """The kind of an import."""
    return KINDS[run.kind]


def brought(upload) -> Accepted:
    """Store a table before the verb about it begins: whatever fails afterwards leaves an orphan to ``purge_files``.

    ``upload`` was read by the form. Raises Refused for a file name that cannot be kept.
    """
    name = checked_name(upload)
    stored = Attachment(owner_type=ImportRun._meta.label_lower).file
    stored.save(name, upload, save=False)
    return Accepted(name, TYPES.get(name.rpartition(".")[2].lower(), OTHER_TYPE), sha256(upload), upload, stored.name)


def bring(upload, *, kind: str, place, by: Actor) -> ImportRun:
    """Store a table that a form has read, and have it checked. Raises Forbidden for a foreign place, Refused."""
    door.require(by, KINDS[kind].permission, place)
    return keep(kind=kind, place=place, accepted=brought(upload), by=by)


@verb(permissions.ADD_IMPORT)
def keep(_nothing, *, kind: str, place, accepted, by: Actor) -> ImportRun:
    """Keep a table that was ``brought`` and have it checked. Raises Forbidden for a foreign place."""
    declared = KINDS[kind]
    door.require(by, declared.permission, place)
    run = ImportRun.objects.create(
        kind=kind,
        file_name=accepted.name,
        sha256=accepted.sha256,
        created_by=by.user,
        **({declared.scope: place} if declared.scope else {}),
    )
    logbook.record(run, by=by, verb="import.uploaded", changes={"kind": ("", kind), "file_name": ("", run.file_name)})
    attach_accepted(run, accepted, kind=PAPER, by=by)
    jobs.start(CHECK_WORK, by=by, about=run, run=run.pk)
    return run


def table_of(run: ImportRun) -> Table:
    """The table in the file. Raises SheetError when the file is no longer readable."""
    attachment = Attachment.objects.of(run).current().get()
    with attachment.file.open("rb") as file:
        return read_table(file, most_rows=kind_of(run).most)


def look_through(run: ImportRun, *, by: Actor, advance: Callable[[int, int], None]) -> ImportRun:
    """Check the table and keep what was found; called by the job. An import that is past this stays as it is."""
    if run.state != ImportState.UPLOADED:
        return run
    try:
        table = table_of(run)
    except SheetError as wrong:
        batch = Batch(place_of(run), by)
        batch.note(-1, "", UNREADABLE, problem=str(wrong))
        return refuse(run, batch=[batch], expected=run.version, by=by)
    batch = check(kind_of(run), table, place_of(run), by, advance)
    return keep_findings(run, batch=[batch], expected=run.version, by=by)


@verb(permissions.ADD_IMPORT)
def keep_findings(run: ImportRun, *, batch: list[Batch], expected: int, by: Actor) -> ImportRun:
    """Keep what the check found."""
    stamps = _stamps(batch[0]) | {"checked_at": clock.now()}
    move(run, ImportState.CHECKED, by=by, expected=expected, stamps=stamps)
    return run


@verb(permissions.ADD_IMPORT)
def refuse(run: ImportRun, *, batch: list[Batch], expected: int, by: Actor) -> ImportRun:
    """Keep that a table cannot be taken in, and why."""
    move(run, ImportState.FAILED, by=by, expected=expected, stamps=_stamps(batch[0]))
    return run


def _stamps(batch: Batch) -> dict:
    found = {"rows": len(batch.rows), "errors": batch.errors, "warnings": batch.warnings}
    return found | {"report": report.kept(batch)}


@verb(permissions.ADD_IMPORT)
def recheck(run: ImportRun, *, expected: int, token: str = "", by: Actor) -> ImportRun:
    """Check the same file once more. Raises Refused while a job is at work, Stale, Forbidden."""
    door.require(by, kind_of(run).permission, place_of(run))
    _refuse_busy(run)
    if move(run, ImportState.UPLOADED, by=by, expected=expected, token=token):
        jobs.start(CHECK_WORK, by=by, about=run, run=run.pk)
    return run


@verb(permissions.ADD_IMPORT)
def cancel(run: ImportRun, *, expected: int, token: str = "", by: Actor) -> ImportRun:
    """Give a table up: nothing of it is taken in. Raises Refused while a job is at work, Stale, Forbidden."""
    door.require(by, kind_of(run).permission, place_of(run))
    _refuse_busy(run)
    move(run, ImportState.CANCELLED, by=by, expected=expected, token=token)
    return run


def problem(run: ImportRun) -> object:
    """Why an import cannot be taken in as it stands, or None."""
    if run.state != ImportState.CHECKED:
        return refusal(lifecycle.NO_SUCH_MOVE, state=str(ImportState(run.state).label))
    return refusal(HAS_ERRORS, count=run.errors) if run.errors else None


@verb(permissions.ADD_IMPORT)
def ask_to_commit(run: ImportRun, *, expected: int, by: Actor) -> Job:
    """Have a checked table taken in by a job. Raises Refused for mistakes and while a job is at work, Stale."""
    row = _ready(run, expected, by)
    _refuse_busy(row)
    logbook.record(row, by=by, verb="import.commit_asked")
    return jobs.start(COMMIT_WORK, by=by, about=row, run=row.pk, expected=expected)


def carry_out(run: ImportRun, *, expected: int, by: Actor) -> tuple[Receipt | None, object]:
    """Take a checked table in; what has changed since the check is kept as new remarks.

    Returns the receipt and what the kind's verb returned; (None, None) when it was taken in before. Raises Refused.
    """
    if run.state == ImportState.COMMITTED:
        return None, None
    table = table_of(run)
    try:
        return commit(run, source=lambda: table, expected=expected, by=by)
    except Changed as changed:
        batch = changed.batch or check(kind_of(run), table, place_of(run), by)
        refuse(run, batch=[batch], expected=expected, by=by)
        raise
    except IntegrityError:
        # Somebody else wrote the same between the look and the writing; all of it is rolled back.
        refuse(run, batch=[check(kind_of(run), table, place_of(run), by)], expected=expected, by=by)
        raise Changed(run, None) from None


@verb(permissions.ADD_IMPORT)
def commit(run: ImportRun, *, source: Callable[[], Table], expected: int, by: Actor) -> tuple[Receipt, object]:
    """Check once more and take all rows in, in one transaction. ``source`` gives the table, which was read before.

    Raises Changed when the remarks are not those that the person saw, Refused for mistakes, Stale, Forbidden.
    """
    row = _ready(run, expected, by)
    kind, place = kind_of(row), place_of(row)
    batch = check(kind, source(), place, by)
    if batch.digest() != row.report["digest"]:
        raise Changed(row, batch)
    result = kind.commit(place, rows=batch.rows, by=by)
    move(run, ImportState.COMMITTED, by=by, expected=expected, stamps={"committed_at": clock.now()})
    content = {"kind": row.kind, "place": row.place, "file": row.file_name, "sha256": row.sha256, "rows": row.rows}
    return receipts.issue(row, content=content, by=by), result


def _ready(run: ImportRun, expected: int, by: Actor) -> ImportRun:
    row = (
        ImportRun.objects.select_for_update(of=("self",))
        .select_related("network", "hospital", "centre")
        .get(pk=run.pk)
    )
    lifecycle.check_version(row, expected)
    found = problem(row)
    if found:
        raise Refused(found, row)
    door.require(by, kind_of(row).permission, place_of(row))
    return row


def _refuse_busy(run: ImportRun) -> None:
    if Job.objects.about(run).unfinished().exists():
        raise Refused(refusal(UNDER_WAY), run)
