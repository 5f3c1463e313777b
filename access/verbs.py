"""Every write to a guarded model is a verb: a function in a house's ``domain/`` package under ``@verb``."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps

from django.db import transaction

from access import door, logbook, safe_text
from access.actor import Actor


@dataclass(frozen=True)
class Verb:
    """A registered verb, for the guards: its dotted name and the permission it asks for."""

    name: str
    permission: str | None
    open_because: str
    function: Callable


VERBS: dict[str, Verb] = {}


def verb(permission: str | None = None, *, open_because: str = "", secrets: Collection[str] = ()) -> Callable:
    """Declare a verb.

    The first positional argument is the object about which the door is asked; ``by`` is the acting ``Actor``. The
    verb runs in one transaction and must leave an entry in the logbook; no text it is given may hold a resident ID
    number (``safe_text``), but for those named in ``secrets``: of a password or code a hash is kept at most, and it
    must not stand in a page that refuses it. A verb without a permission says in ``open_because`` what takes its
    place. Raises Forbidden, Refused, whatever the function raises, and logbook.Unlogged.
    """
    if permission is None and not open_because:
        raise TypeError("A verb names its permission or says why it needs none.")

    def declare(function: Callable) -> Callable:
        name = f"{function.__module__}.{function.__name__}"

        @wraps(function)
        def run(thing=None, /, *args, by: Actor, **kwargs):
            with transaction.atomic(), logbook.expecting(name):
                if permission is not None:
                    door.require(by, permission, thing)
                else:
                    by.cache.pop("acting_for", None)
                texts = {name: value for name, value in kwargs.items() if name not in secrets}
                safe_text.refuse({"": (thing, *args)} | texts)
                return function(thing, *args, by=by, **kwargs)

        VERBS[name] = Verb(name, permission, open_because, run)
        return run

    return declare
