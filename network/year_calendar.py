"""The calendar of the year: which house or topic tells which dated entries, for the page of one year.

A source is ``function(actor, year) -> iterable of Entry`` and gives only what the actor may see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from access.actor import Actor


@dataclass(frozen=True)
class Entry:
    """One line: what (``season``: the title of its kind), about whom, from when to when, where it stands."""

    season: object
    title: object
    about: object
    first: date
    last: date | None = None
    state: object = ""
    # One of the five tones (neutral, info, ok, warn, danger).
    tone: str = "neutral"
    url: str = ""


Source = Callable[[Actor, int], Iterable[Entry]]
SOURCES: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Make a source known under its name; called from ``apps.ready()``."""
    SOURCES[name] = source


def entries(actor: Actor, year: int) -> list[Entry]:
    """What the year holds for the actor, in the order of time."""
    found = [entry for source in SOURCES.values() for entry in source(actor, year)]
    return sorted(found, key=lambda entry: (entry.first, entry.last or entry.first, str(entry.season)))
