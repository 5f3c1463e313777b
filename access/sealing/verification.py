"""Checking the logbook: protections, checkpoints, the chain, every entry, and the heads that left the machine.

One seal with its entries is in memory at a time, so that the size of the logbook does not matter.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.db.models import Exists, F, OuterRef

from access import database
from access.models import LogCheckpoint, LogEntry, LogHead, LogSeal, SealedEntry
from access.queries.among import Among
from access.sealing import canonical, checkpoints, findings, heads
from access.sealing.findings import Finding

SEALS_AT_ONCE = 500
# What reading a column raises that holds something else than its kind.
UNREADABLE = (ValueError, TypeError)


def verify(heads_in: Path | None = None, advance: Callable[[int, int], None] = lambda done, total: None):
    """Everything that is not as it was sealed, as findings, one after the other.

    ``heads_in`` is a folder of head files, ``advance`` is told how many of the seals have been looked at.
    """
    yield from _protections()
    yield from _checkpoints()
    removed = checkpoints.removed_through()
    yield from _chain(removed, advance)
    yield from _members_outside()
    yield from _heads(heads_in)


def _protections() -> Iterator[Finding]:
    for name in database.missing():
        if name.startswith(database.LOGBOOK_TABLES):
            yield Finding(findings.UNPROTECTED, {"name": name})


def _checkpoints() -> Iterator[Finding]:
    for checkpoint in LogCheckpoint.objects.order_by("pk"):
        seal = LogSeal.objects.filter(pk=checkpoint.through).first()
        if not checkpoints.is_genuine(checkpoint):
            yield Finding(findings.CHECKPOINT_FORGED, {"seal": checkpoint.through})
        elif seal is None or (seal.hash, seal.kind) != (checkpoint.through_hash, checkpoint.kind):
            yield Finding(findings.CHECKPOINT_ELSEWHERE, {"seal": checkpoint.through})


def _chain(removed: dict[str, int], advance) -> Iterator[Finding]:
    """The seals in their order, each with what belongs to it."""
    last = LogSeal.objects.order_by("-number").values_list("number", flat=True).first() or 0
    number, link, done = 0, canonical.NO_HASH, 0
    for at, seal in _seals():
        if at != number + 1:
            yield Finding(findings.SEALS_MISSING, {"first": number + 1, "last": at - 1})
        elif seal and (seal.previous != link or seal.total != done + seal.count):
            yield Finding(findings.SEAL_UNLINKED, {"seal": at})
        yield from _of_seal(seal, removed) if seal else [Finding(findings.SEAL_ALTERED, {"seal": at})]
        number, link, done = (at, seal.hash, seal.total) if seal else (at, "", 0)
        advance(number, max(number, last))


def _seals() -> Iterator[tuple[int, LogSeal | None]]:
    """All seals by number, read in portions: no cursor stays open while their entries are read."""
    after = 0
    while numbers := list(
        LogSeal.objects.filter(number__gt=after).order_by("number").values_list("number", flat=True)[:SEALS_AT_ONCE]
    ):
        yield from _read(LogSeal.objects.order_by("number"), numbers, lambda seal: seal.number)
        after = numbers[-1]


def _read(rows, keys: list[int], key_of: Callable) -> Iterator[tuple[int, object]]:
    """Rows by their keys; None for one that holds what cannot be read (SQLite takes any text in any column)."""
    try:
        yield from [(key_of(row), row) for row in rows.filter(pk__range=(keys[0], keys[-1]))]
    except UNREADABLE:
        for key in keys:
            try:
                yield from [(key, row) for row in rows.filter(pk=key)]
            except UNREADABLE:
                yield key, None


def _of_seal(seal: LogSeal, removed: dict[str, int]) -> Iterator[Finding]:
    if canonical.seal_hash(seal) != seal.hash:
        yield Finding(findings.SEAL_ALTERED, {"seal": seal.number})
    if seal.form not in canonical.FORMS:
        yield Finding(findings.FORM_UNKNOWN, {"seal": seal.number, "form": seal.form})
    elif seal.number <= removed.get(seal.kind, 0):
        if found := len(_members(seal)):
            yield Finding(findings.NOT_REMOVED, {"seal": seal.number, "found": found})
    else:
        yield from entries_of(seal)


def _members(seal: LogSeal) -> dict[int, bytes]:
    rows = SealedEntry.objects.filter(entry_id__range=(seal.first_id, seal.last_id), seal=seal.number)
    found = rows.order_by("entry_id").values_list("entry_id", "digest")
    return {key: digest.encode() if isinstance(digest, str) else bytes(digest) for key, digest in found}


def entries_of(seal: LogSeal) -> Iterator[Finding]:
    """What is wrong with the list of a seal's entries, and with each of these."""
    members = _members(seal)
    if len(members) != seal.count or canonical.digest_of(members.values()) != seal.digest:
        yield Finding(findings.MEMBERS_ALTERED, {"seal": seal.number, "found": len(members), "count": seal.count})
    missing = set(members)
    for key, values in _entries(seal, list(members)):
        missing.discard(key)
        if values is None or canonical.entry_digest(values) != members[key]:
            yield Finding(findings.ENTRY_ALTERED, {"entry": key, "seal": seal.number, "label": _label(key)})
    for key in sorted(missing):
        yield Finding(findings.ENTRY_MISSING, {"entry": key, "seal": seal.number})


def _entries(seal: LogSeal, keys: list[int]) -> Iterator[tuple[int, tuple | None]]:
    rows = LogEntry.objects.order_by("pk").values_list(*canonical.FORMS[seal.form])
    if keys and keys[-1] - keys[0] + 1 != len(keys):
        rows = rows.filter(Among(F("pk"), keys))
    return _read(rows, keys, lambda values: values[0]) if keys else iter(())


def _label(key: int) -> str:
    """The entry in a few words, read without what could not be read."""
    shown = LogEntry.objects.filter(pk=key).values_list("actor_label", "verb", "object_label").first() or ()
    return " · ".join(str(part) for part in shown)


def _members_outside() -> Iterator[Finding]:
    """Entries listed for a seal that does not exist, or outside its range."""
    around = LogSeal.objects.filter(
        number=OuterRef("seal"), first_id__lte=OuterRef("entry_id"), last_id__gte=OuterRef("entry_id")
    )
    if found := SealedEntry.objects.filter(~Exists(around)).count():
        yield Finding(findings.MEMBERS_STRAY, {"found": found})


def _heads(folder: Path | None) -> Iterator[Finding]:
    for head in LogHead.objects.order_by("day"):
        yield from _of_head(head.day.isoformat(), heads.content(head))
    for name, content in heads.kept_in(folder) if folder else ():
        if content:
            yield from _of_head(name, content)
        else:
            yield Finding(findings.HEAD_UNREADABLE, {"head": name})


def _of_head(name: str, head: dict) -> Iterator[Finding]:
    seal = LogSeal.objects.filter(pk=head["seal"]).first()
    params = {"head": name, "seal": head["seal"]}
    if seal is None:
        yield Finding(findings.HEAD_WITHOUT_SEAL, params)
    elif seal.hash != head["hash"]:
        yield Finding(findings.HEAD_DIFFERS, params)
    elif seal.total != head["entries"]:
        yield Finding(findings.HEAD_COUNTS, params | {"count": head["entries"], "found": seal.total})
