"""What leaves a trace in the logbook without changing anything: reading protected rows, taking lists out, refusals.

A transaction that is rolled back must not take the trace with it: inside ``collecting`` (every web request) traces are
held until the work is over and then written on their own. When they cannot be written, the request fails: nobody is
shown what nobody will know of. One row for each person, object and hour: leafing to and fro does not fill the logbook.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Model

from access import logbook, retention
from access.actor import Actor
from access.enums import EntryKind, Outcome, ScopeKind, SensitiveReads
from access.refusals import Forbidden
from access.texts import in_first_language
from tools import clock
from tools.text import without_controls

REFUSED = "door.refused"
ROW_READ = "row.read"
LOGBOOK_READ = "logbook.read"
LIST_EXPORTED = "list.exported"
BACKED_UP = "backup.made"
retention.register_kinds({LOGBOOK_READ: EntryKind.READ})
# What two traces of one hour have in common when one of them is enough.
SAME = ("actor_id", "verb", "object_type", "object_id", "object_label")

_held: ContextVar[list | None] = ContextVar("logbook_traces", default=None)


@contextmanager
def collecting() -> Iterator[None]:
    """Hold traces until the block is over, however it ends, and write them then."""
    held: list = []
    token = _held.set(held)
    try:
        yield
    finally:
        _held.reset(token)
        logbook.write(held)


def read(actor: Actor, thing: Model) -> None:
    """Note that a person reads a row, when its model says that such readings are kept (``sensitive_reads``)."""
    rule = getattr(thing, "sensitive_reads", None)
    if rule is None or actor.user is None or (rule == SensitiveReads.OTHERS and _is_own(actor, thing)):
        return
    _note(logbook.entry_about(thing, by=actor, verb=ROW_READ, outcome=Outcome.READ))


def _is_own(actor: Actor, thing: Model) -> bool:
    """Whether the row is of an organisation in which the person has a role."""
    scope = logbook.scope_of(thing)
    own = (item for item in actor.assignments if item.scope_kind in (ScopeKind.HOSPITAL, ScopeKind.CENTRE))
    return any(scope[f"{item.scope_kind}_id"] == item.scope_id for item in own)


def logbook_read(actor: Actor, title) -> None:
    """Note that a person reads the logbook itself, on the page with this title."""
    label = in_first_language(title)
    _note(logbook.entry_about(None, by=actor, verb=LOGBOOK_READ, outcome=Outcome.READ, label=label))


def exported(actor: Actor, title, *, rows: int, form: str, filters: dict) -> None:
    """Note that a person takes a list out as a file: how many rows, in which form, by which filters."""
    changes = {"rows": ["", rows], "form": ["", form]}
    changes |= {f"filter.{without_controls(name)}": ["", without_controls(value)] for name, value in filters.items()}
    columns = {"label": in_first_language(title), "changes": changes, "outcome": Outcome.EXPORTED}
    _note(logbook.entry_about(None, by=actor, verb=LIST_EXPORTED, **columns), always=True)


def backed_up(actor: Actor, label: str) -> None:
    """Note that a backup was written whole: how old the last one is, is asked of the logbook."""
    _note(logbook.entry_about(None, by=actor, verb=BACKED_UP, label=label), always=True)


def refused(actor: Actor, refusal: Forbidden, page: str) -> None:
    """Note that the door was shut before a signed-in person: which permission, on what, on which page and why."""
    if actor.user is None:
        return
    thing = refusal.thing if isinstance(refusal.thing, Model) and refusal.thing.pk else None
    # An address may hold what PostgreSQL takes in no text.
    page = without_controls(page)
    reason = {"code": refusal.reason.code, "params": json.loads(json.dumps(refusal.reason.params, default=str))}
    changes = {"permission": ["", refusal.permission], "page": ["", page[:500]], "refusal": ["", reason]}
    columns = {"label": page, "changes": changes, "outcome": Outcome.REFUSED}
    _note(logbook.entry_about(thing, by=actor, verb=REFUSED, **columns))


def _note(entry, *, always: bool = False) -> None:
    held = _held.get()
    if not always and (any(_same(entry, other) for other in held or ()) or _known(entry)):
        return
    if held is None:
        logbook.write([entry])
    else:
        held.append(entry)


def _same(entry, other) -> bool:
    return all(getattr(entry, name) == getattr(other, name) for name in SAME)


def _known(entry) -> bool:
    """Whether the same person left the same trace in this hour."""
    hour = clock.local(entry.at).replace(minute=0, second=0, microsecond=0)
    same = {name: getattr(entry, name) for name in SAME}
    return type(entry).objects.filter(at__gte=hour, **same).exists()
