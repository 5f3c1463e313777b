"""The workspace's search: each house registers a source; every source asks the door."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from access.actor import Actor


@dataclass(frozen=True)
class Hit:
    """One thing found."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Source:
    """A kind of things; ``find`` takes the actor, the words and how many are wanted."""

    title: object
    find: Callable[[Actor, str, int], Iterable[Hit]]


SHOWN = 8
LONGEST_QUERY = 100
_SOURCES: list[Source] = []


def register(source: Source) -> None:
    """Add a source; called from ``apps.ready()``."""
    if source.title not in [known.title for known in _SOURCES]:
        _SOURCES.append(source)


def search(actor: Actor, query: str) -> list[dict]:
    """The hits by source, sources without a hit left out: ``[{title, hits}]``. An empty query finds nothing."""
    # PostgreSQL refuses the character zero in a text.
    words = query.replace("\0", "").strip()[:LONGEST_QUERY]
    if not words:
        return []
    groups = [{"title": source.title, "hits": list(source.find(actor, words, SHOWN))} for source in _SOURCES]
    return [group for group in groups if group["hits"]]
