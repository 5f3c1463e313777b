"""Putting an evidence packet together: chapter by chapter into a ZIP, with an index of what lies in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import BinaryIO

from django.utils.translation import gettext as _

from network.packets import Asked, Item, Source, Table
from tools.archives import Archive, Packed, pieces_of, safe_name
from tools.documents import Document, Facts, Heading, Paragraph
from tools.documents import Table as PrintedTable
from tools.documents.pdf import render_pdf
from tools.pdfs.pages import page_count
from tools.sheets import Column
from tools.sheets.settled import settled
from tools.sheets.writing import write_xlsx

LANGUAGE = "zh-hans"


@dataclass(frozen=True)
class Line:
    """One line of the index; without ``packed`` there is no file, or it is missing in the storage."""

    chapter: str
    item: Item
    packed: Packed | None = None
    pages: int | None = None
    is_missing: bool = False


def build(file: BinaryIO, asked: Asked, chapters: list[Source], told: Callable[[int, int], None]) -> list[Line]:
    """Write the packet into an open file; ``told`` is called with (done, total) and may end the work.

    The same data give the same bytes. One file at a time is in memory, piece by piece.
    """
    dated = datetime.combine(asked.last_day, time.min)
    parts = [(source, source.gather(asked)) for source in chapters]
    total = sum(len(part.items) + len(part.tables) for _source, part in parts) + 1
    lines: list[Line] = []
    with Archive(file, dated) as archive:
        for place, (source, part) in enumerate(parts, start=1):
            folder = safe_name(f"{place:02d} {source.title}")
            for line in _chapter(archive, folder, str(source.title), part, dated):
                lines.append(line)
                told(len(lines), total)
        archive.add("", "00 " + _("index") + ".xlsx", [_index_sheet(lines, dated)])
        archive.add("", "00 " + _("index") + ".pdf", [render_pdf(_index_paper(asked, lines))])
    told(total, total)
    return lines


def _chapter(archive: Archive, folder: str, title: str, part, dated: datetime) -> Iterator[Line]:
    for table in part.tables:
        content = settled(_workbook(table), dated)
        packed = archive.add(folder, f"{table.title}.xlsx", [content])
        yield Line(title, Item(title=table.title, name=packed.path), packed)
    for item in part.items:
        yield _packed(archive, folder, title, item)


def _packed(archive: Archive, folder: str, title: str, item: Item) -> Line:
    if item.open is None:
        return Line(title, item)
    try:
        with item.open() as content:
            packed = archive.add(folder, item.name, pieces_of(content))
            content.seek(0)
            pages = page_count(content) if item.name.lower().endswith(".pdf") else None
    except FileNotFoundError:
        return Line(title, item, is_missing=True)
    return Line(title, item, packed, pages)


def _workbook(table: Table) -> bytes:
    columns = [Column(str(place), str(title)) for place, title in enumerate(table.columns)]
    return write_xlsx(table.title, columns, table.rows)


def _columns() -> list[str]:
    return [
        _("No."),
        _("Chapter"),
        _("What"),
        _("Number"),
        _("Day"),
        _("File"),
        _("Number of pages"),
        _("Hash (SHA-256)"),
    ]


def _cells(place: int, line: Line) -> tuple[str, ...]:
    day = line.item.day.isoformat() if line.item.day else ""
    name = line.packed.path if line.packed else _("missing in the storage") if line.is_missing else ""
    pages = str(line.pages) if line.pages is not None else ""
    digest = line.packed.sha256 if line.packed else ""
    return (str(place), line.chapter, line.item.title, line.item.number, day, name, pages, digest)


def _index_sheet(lines: list[Line], dated: datetime) -> bytes:
    columns = [Column(str(place), title) for place, title in enumerate(_columns())]
    rows = [_cells(place, line) for place, line in enumerate(lines, start=1)]
    return settled(write_xlsx(_("index"), columns, rows), dated)


def _index_paper(asked: Asked, lines: list[Line]) -> Document:
    rows = tuple(_cells(place, line) for place, line in enumerate(lines, start=1))
    kept = [line for line in lines if line.packed]
    facts = (
        (_("Hospital"), asked.hospital.name_zh),
        (_("Unified social credit code"), asked.hospital.credit_code or "—"),
        (_("Period"), f"{asked.first_day.isoformat()} – {asked.last_day.isoformat()}"),
        (_("Put together for"), asked.actor.label),
        (_("Files"), str(len(kept))),
    )
    hashes = PrintedTable(
        (_("No."), _("File"), _("Hash (SHA-256)")), tuple((row[0], row[5], row[7]) for row in rows if row[7])
    )
    return Document(
        title=_("Supporting evidence"),
        code=_("index"),
        header=asked.hospital.name_zh,
        language=LANGUAGE,
        dated=asked.last_day,
        blocks=(
            Facts(facts),
            Heading(_("What lies in the packet")),
            *_listed(rows),
            Heading(_("Files and their hashes")),
            Paragraph(_("Whoever makes the hash of a file anew and gets the same has the same file.")),
            hashes,
        ),
    )


def _listed(rows: tuple[tuple[str, ...], ...]) -> Iterator[Heading | PrintedTable]:
    """The lines chapter by chapter; paths and hashes are long and stand in a table of their own."""
    titles = _columns()
    for chapter in dict.fromkeys(row[1] for row in rows):
        lines = tuple((row[0], row[2], row[3], row[4], row[6]) for row in rows if row[1] == chapter)
        yield Heading(chapter, level=2)
        yield PrintedTable((titles[0], *titles[2:5], titles[6]), lines)
