"""Writing the logbook: inside the verb's transaction, values by each field's privacy class."""

import hashlib
import hmac
import uuid
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.encoding import force_str

from access.enums import LOGGED_SCOPES, Privacy
from access.texts import in_first_language
from tools import clock

SCOPE_COLUMNS = tuple(f"{kind.value}_id" for kind in LOGGED_SCOPES)


@dataclass
class _Transaction:
    """What one outermost verb has written so far; ``satisfied`` once it logged or declared that nothing changed."""

    id: uuid.UUID = field(default_factory=uuid.uuid4)
    satisfied: bool = False


_current: ContextVar[_Transaction | None] = ContextVar("logbook_transaction", default=None)


class Unlogged(RuntimeError):
    """A verb left without an entry in the logbook: a defect of the verb."""


@contextmanager
def expecting(verb: str):
    """Demand an entry (or ``nothing_changed``) before the block ends; nested verbs share the transaction id."""
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


def nothing_changed() -> None:
    """Declare that the verb found its work already done (a replayed form), so that there is nothing to log."""
    if _current.get():
        _current.get().satisfied = True


def record(thing, *, by, verb: str, changes: dict | None = None, reason: str = ""):
    """Write one entry about ``thing``: ``changes`` maps field names to (before, after). Returns the entry."""
    from access.models import LogEntry

    current = _current.get()
    if current:
        current.satisfied = True
    worn = by.worn
    scope = {name: getattr(thing, name, None) for name in SCOPE_COLUMNS} | getattr(thing, "log_scope", {})
    return LogEntry.objects.create(
        at=clock.now(),
        actor_id=by.user.pk if by.user else None,
        actor_label=by.label,
        hat=worn.role if worn else "",
        origin=by.origin,
        request_id=by.request_id,
        verb=verb,
        object_type=thing._meta.label_lower,
        object_id=thing.pk,
        object_uid=getattr(thing, "uid", None),
        object_label=in_first_language(thing)[:200],
        changes={name: _masked(thing, name, values) for name, values in (changes or {}).items()},
        reason=reason,
        transaction_id=current.id if current else uuid.uuid4(),
        **scope,
    )


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
    from access.models import LogEntry

    return LogEntry.objects.filter(object_type=thing._meta.label_lower, object_id=thing.pk).order_by("-at", "-pk")
