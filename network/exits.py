"""The one hook by which every house says what hangs on a membership, and what becomes of it when the member leaves.

A house registers a source from ``apps.ready()``. Its ``items(membership)`` gives what is open now; people choose for
each item one of its choices (hand over, close, keep until …), and the exit is completed once every open item has its
disposition. Then ``apply(membership, item, choice, ending)`` of the source carries out each choice, in the transaction
of the completion. When a hospital, campus or network closes, nobody is asked: each item gets its first choice.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from access.actor import Actor


@dataclass(frozen=True)
class Choice:
    """One disposition of an item. ``permission`` is asked on the exit besides the right to settle, if named."""

    code: str
    title: object
    permission: str = ""


@dataclass(frozen=True)
class Item:
    """One open matter of a house: ``key`` names it within its source for good, ``choices`` has the closing's first."""

    key: str
    title: str
    choices: tuple[Choice, ...]
    url: str = ""

    def choice(self, code: str) -> Choice | None:
        """The choice of a code, or None."""
        return next((choice for choice in self.choices if choice.code == code), None)


@dataclass(frozen=True)
class Ending:
    """How the membership ends: what a source needs to carry a choice out. ``by`` acts for the system."""

    last_day: date
    kind: str
    reason: str
    by: Actor


@dataclass(frozen=True)
class Source:
    """A house's open matters. ``apply`` takes (membership, item, choice, ending) and is called once for each item;
    ``choices`` are all that its items ever offer: the words of a record whose matters are over."""

    code: str
    title: object
    choices: tuple[Choice, ...]
    items: Callable[..., Iterable[Item]]
    apply: Callable[..., None]


SOURCES: dict[str, Source] = {}


def register(source: Source) -> None:
    """Have a house asked at every exit; called from ``apps.ready()``."""
    SOURCES[source.code] = source


def choice_title(source: str, choice: str) -> str:
    """A recorded choice in words, or its code when its house is gone."""
    known = SOURCES[source].choices if source in SOURCES else ()
    return next((str(each.title) for each in known if each.code == choice), choice)


def source_title(source: str) -> str:
    """A house's open matters in words, or its code when it is gone."""
    return str(SOURCES[source].title) if source in SOURCES else source


def open_items(membership) -> Iterator[tuple[Source, Item]]:
    """What hangs on a membership now, house by house in the order of their registration."""
    for source in SOURCES.values():
        for item in source.items(membership):
            yield source, item
