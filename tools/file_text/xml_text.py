"""The text of an XML part as it flows: paragraph by paragraph, cell by cell, in bounded memory.

A number that an editor cut into several runs of one paragraph is put together again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

CHUNK = 256 * 1024
# Elements whose own text is one piece, whatever runs it is made of: paragraphs, shared and inline strings, values.
BLOCKS = frozenset({"p", "si", "is", "c", "f", "v"})
BREAKS = frozenset({"tab", "br", "cr"})
# What is held at a time: a paragraph, or one tag with its attributes. The longest cell has 32,767 letters.
MOST_HELD = 5_000_000
MOST_ELEMENTS = 100_000  # where a whole list is wanted, of sheets and of their relations
LONG_ATTRIBUTE = 15  # names and descriptions stand in attributes, too; a shorter one holds no number


class XmlTextError(ValueError):
    """The part is no well-formed XML, declares entities, which no Office file does, or is one text without an end."""


@dataclass(frozen=True)
class XmlText:
    """One piece: its text, the number of its paragraph or string, and the attributes of the cell around it."""

    text: str
    number: int
    element: str
    cell: dict


@dataclass
class _Collector:
    found: list[XmlText] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    cell: dict = field(default_factory=dict)
    count: int = 0
    held: int = 0

    def start(self, name: str, attributes: dict) -> None:
        local = _local(name)
        if local in BLOCKS:
            self.flush()
            self.blocks.append(local)
            if local in ("p", "si"):
                self.count += 1
            elif local == "c":
                self.cell = attributes
        elif local in BREAKS:
            self.parts.append("\n")
        for value in attributes.values():
            if len(value) >= LONG_ATTRIBUTE:
                self.found.append(XmlText(value, self.count, local, {}))

    def end(self, name: str) -> None:
        local = _local(name)
        if local in BLOCKS or not self.blocks:
            self.flush()
        if local in BLOCKS:
            self.blocks.pop()
            if local == "c":
                self.cell = {}

    def add(self, text: str) -> None:
        self.held += len(text)
        if self.held > MOST_HELD:
            raise XmlTextError("A text is longer than is held at a time.")
        self.parts.append(text)

    def flush(self) -> None:
        text = "".join(self.parts)
        self.parts.clear()
        self.held = 0
        if text.strip():
            element = self.blocks[-1] if self.blocks else ""
            self.found.append(XmlText(text, self.count, element, self.cell))


def xml_elements(stream, name: str) -> list[dict]:
    """Return the attributes of every element of a name, whatever its prefix. Raises XmlTextError."""
    found = []

    def start(full: str, attributes: dict) -> None:
        if _local(full) == name:
            found.append(attributes)
            if len(found) > MOST_ELEMENTS:
                raise XmlTextError("There are more elements than any Office file has.")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse
    for _chunk in _parsed(parser, stream):
        pass
    return found


def xml_texts(stream) -> Iterator[XmlText]:
    """Yield the pieces of an XML stream. Raises XmlTextError."""
    collector = _Collector()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.add
    parser.StartDoctypeDeclHandler = _refuse
    for _chunk in _parsed(parser, stream):
        yield from collector.found
        collector.found.clear()


def _parsed(parser, stream) -> Iterator[int]:
    """Feed a stream to a parser, and yield after each chunk; a tag that does not end is not waited for."""
    fed = 0
    try:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > MOST_HELD:
                raise XmlTextError("A tag is longer than is held at a time.")
            yield fed
        parser.Parse(b"", True)
        yield fed
    except expat.ExpatError as wrong:
        raise XmlTextError(str(wrong)) from wrong


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse(*_declared) -> None:
    raise XmlTextError("A document type is declared.")
