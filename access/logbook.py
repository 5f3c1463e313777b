"""Writing the logbook: inside the verb's transaction, values by each field's privacy class.

The entries of a verb are written together when its outermost verb ends, still in its transaction: one statement,
however many there are. Reads, exports and refusals are no verbs: access/traces.py.
"""

import hashlib
import hmac
import uuid
from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.db import connection
from django.utils.encoding import force_str

from access import generation, live, retention
from access.enums import LOGGED_SCOPES, Outcome, Privacy
from access.texts import in_first_language
from tools import clock

# Among an entry's changes: for whom a deputy acted, as {"id", "name"}.
ON_BEHALF = "on_behalf_of"
SCOPE_COLUMNS = tuple(f"{kind.value}_id" for kind in LOGGED_SCOPES)

# Entries of one statement: databases take some ten thousand values at once.
PIECE = 500


@dataclass
class _Transaction:
    """What one verb has to write so far; ``satisfied`` once it logged or declared that nothing changed."""

    id: uuid.UUID = field(default_factory=uuid.uuid4)
    satisfied: bool = False
    entries: list = field(default_factory=list)
    later: list[Callable[[], None]] = field(default_factory=list)


_current: ContextVar[_Transaction | None] = ContextVar("logbook_transaction", default=None)


class Unlogged(RuntimeError):
    """A verb left without an entry in the logbook: a defect of the verb."""


@contextmanager
def expecting(verb: str):
    """Demand an entry (or ``nothing_changed``) before the block ends, and write what was recorded.

    Nested verbs share the transaction id and hand their entries up; those of one that fails go with its savepoint.
    """
    outer = _current.get()
    own = _Transaction(id=outer.id if outer else uuid.uuid4())
    token = _current.set(own)
    try:
        yield
    finally:
        _current.reset(token)
    if not own.satisfied:
        raise Unlogged(f"The verb {verb} left no entry in the logbook.")
    if outer:
        outer.satisfied = True
        outer.entries += own.entries
        outer.later += own.later
    else:
        for work in own.later:
            work()
        write(own.entries)


def at_end(work: Callable[[], None]) -> None:
    """Do something when the outermost verb has done all of its own, still in its transaction; at once without one.

    News are written so: they tell what a verb has done as a whole, not how far it was when the state moved.
    """
    current = _current.get()
    if current:
        current.later.append(work)
    else:
        work()


def write(entries: list) -> None:
    """Put entries into the database: one statement for all of them, or for each PIECE of very many.

    Written out, because every verb pays for it: the ORM needs twice as long to say the same
    (benchmarks/logbook.py). The database itself gives the key and the number of the transaction.
    """
    for start in range(0, len(entries), PIECE):
        _write_piece(entries[start : start + PIECE])


def _write_piece(entries: list) -> None:
    fields = _fields(type(entries[0]))
    values = [
        field.get_db_prep_save(getattr(entry, field.attname), connection) for entry in entries for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(_insert(type(entries[0]), len(entries)), values)
        for entry, (key,) in zip(entries, cursor.fetchall(), strict=True):
            entry.pk, entry._state.adding, entry._state.db = key, False, connection.alias


@cache
def _fields(model) -> list:
    return [f for f in model._meta.concrete_fields if not f.primary_key and not f.has_db_default()]


@cache
def _insert(model, count: int) -> str:
    fields = _fields(model)
    row = f"({', '.join(['%s'] * len(fields))})"
    columns = ", ".join(f'"{field.column}"' for field in fields)
    return " ".join(
        ("INSERT INTO", model._meta.db_table, f"({columns})", "VALUES", ", ".join([row] * count), "RETURNING id")
    )


def nothing_changed() -> None:
    """Declare that the verb found its work already done (a replayed form), so that there is nothing to log."""
    if _current.get():
        _current.get().satisfied = True


def record(thing, *, by, verb: str, changes: dict | None = None, reason: str = ""):
    """Record one act on ``thing``: ``changes`` maps field names to (before, after). Returns the entry.

    Inside a verb the entry gets its key when the outermost verb ends.
    """
    live.touch(thing._meta.label_lower)
    if getattr(thing, "public", None) is not None:
        generation.touch()
    masked = {name: _masked(thing, name, values) for name, values in (changes or {}).items()}
    return _kept(entry_about(thing, by=by, verb=verb, changes=masked, reason=reason))


def record_at_large(label: str, *, by, verb: str, changes: dict):
    """Record one act that is about no single object: ``label`` says what about. Returns the entry."""
    return _kept(entry_about(None, by=by, verb=verb, label=label, changes=changes))


def _kept(entry):
    current = _current.get()
    if current:
        current.satisfied = True
        current.entries.append(entry)
    else:
        write([entry])
    return entry


def entry_about(thing, *, by, verb: str, outcome: str = Outcome.DONE, label: str = "", **columns):
    """An entry, not written yet: who, when, from where, and which object (None with a label: a page or a list)."""
    from access.models import LogEntry

    current, worn = _current.get(), by.worn
    if by.acting_for:
        columns["changes"] = {**columns.get("changes", {}), ON_BEHALF: ["", by.acting_for]}
    return LogEntry(
        at=clock.now(),
        actor_id=by.user.pk if by.user else None,
        actor_label=by.label,
        hat=worn.role if worn else "",
        origin=by.origin,
        address=by.address,
        request_id=by.request_id,
        verb=verb,
        kind=retention.kind_of(verb),
        outcome=outcome,
        transaction_id=current.id if current else uuid.uuid4(),
        **(_object(thing) if thing is not None else {"object_label": label[:200]}),
        **columns,
    )


def _object(thing) -> dict:
    return {
        "object_type": thing._meta.label_lower,
        "object_id": thing.pk,
        "object_uid": getattr(thing, "uid", None),
        "object_label": in_first_language(thing)[:200],
        **scope_of(thing),
    }


def scope_of(thing) -> dict[str, int | None]:
    """The organisations by which the logbook finds entries about a thing, by the logbook's columns."""
    return {name: getattr(thing, name, None) for name in SCOPE_COLUMNS} | getattr(thing, "log_scope", {})


def changed(thing, new: dict) -> dict[str, tuple]:
    """The fields of ``thing`` whose value differs from ``new``, as (before, after), for ``record``."""
    return {name: (getattr(thing, name), value) for name, value in new.items() if getattr(thing, name) != value}


def _masked(thing, name: str, values: tuple):
    privacy = getattr(thing, "privacy", {}).get(name, Privacy.VALUE)
    if privacy == Privacy.CHANGED:
        return "changed"
    shown = _hashed if privacy == Privacy.HASHED else _plain
    return [shown(value) for value in values]


def _plain(value):
    return value if value is None or isinstance(value, (bool, int, float, list, dict)) else force_str(value)


def _hashed(value):
    if value in (None, ""):
        return value
    return hmac.new(settings.SECRET_KEY.encode(), force_str(value).encode(), hashlib.sha256).hexdigest()[:16]


def history(thing):
    """The entries about one object, newest first: its history page."""
    return history_of(thing._meta.label_lower, thing.pk)


def history_of(object_type: str, object_id: int):
    """The same for an object that is known by its kind and key only."""
    from access.models import LogEntry

    return LogEntry.objects.filter(object_type=object_type, object_id=object_id).order_by("-at", "-pk")
