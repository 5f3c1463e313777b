"""What goes into an evidence packet of a hospital: the one hook by which every house adds its chapter.

A source is asked with a hospital, a period and the person for whom the packet is made. It answers with what that
person may see of that hospital: it reads through the door, and files only by ``papers_of``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import BinaryIO

from access.actor import Actor
from office.models import Attachment


@dataclass(frozen=True)
class Asked:
    """For whom and about what a packet is made; both days are counted."""

    hospital: object
    actor: Actor
    first_day: date
    last_day: date


@dataclass(frozen=True)
class Item:
    """One line of the index, with or without a file; ``open`` gives the file anew each time it is called."""

    title: str
    number: str = ""
    day: date | None = None
    name: str = ""
    open: Callable[[], BinaryIO] | None = None


@dataclass(frozen=True)
class Table:
    """Rows that become a workbook of their own in the chapter."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple, ...]


@dataclass(frozen=True)
class Part:
    """What one source has for a packet."""

    items: tuple[Item, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Source:
    """A chapter: ``code`` in forms, ``title`` for people, its place among the others, and what it has."""

    code: str
    title: object
    gather: Callable[[Asked], Part]
    order: int = 100


@dataclass
class _Sources:
    known: dict[str, Source] = field(default_factory=dict)


_SOURCES = _Sources()


class ForeignPaper(ValueError):
    """A source named a thing of another hospital: a defect of the source, which stops the packet."""


def register(source: Source) -> None:
    """Add a chapter; called from ``apps.ready()`` of its house. Raises ValueError for a code that is taken."""
    if _SOURCES.known.get(source.code, source).gather is not source.gather:
        raise ValueError(f"The chapter {source.code} is registered twice.")
    _SOURCES.known[source.code] = source


def sources(codes: Iterable[str] | None = None) -> list[Source]:
    """All chapters in their order, or those with the codes."""
    found = sorted(_SOURCES.known.values(), key=lambda source: (source.order, source.code))
    return found if codes is None else [source for source in found if source.code in set(codes)]


def papers_of(asked: Asked, owner) -> list[Item]:
    """The current papers of a thing of the hospital, as far as the person sees them.

    Raises ForeignPaper for a thing of another hospital.
    """
    if owner.hospital_id != asked.hospital.pk:
        raise ForeignPaper(f"{owner._meta.label} {owner.pk} belongs to another hospital.")
    rows = Attachment.objects.of(owner).current().visible_to(asked.actor).order_by("uploaded_at", "pk")
    return [_item(paper, owner) for paper in rows]


def _item(paper: Attachment, owner) -> Item:
    number = getattr(owner, "number", "")
    name = " ".join(part for part in (number, paper.kind_title, paper.name) if part)
    day = paper.uploaded_at.date()
    return Item(title=paper.kind_title, number=number, day=day, name=name, open=lambda: paper.file.open("rb"))


def made(content: Callable[[], bytes]) -> Callable[[], BinaryIO]:
    """The opener of a file that is made on the spot, such as a page printed anew."""
    return lambda: BytesIO(content())
