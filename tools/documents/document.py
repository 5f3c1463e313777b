"""The description of a printed document, which every renderer reads alike."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1  # 1 to 3

    kind: str = field(default="heading", init=False)


@dataclass(frozen=True)
class Paragraph:
    text: str  # every line is a paragraph of its own

    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True)
class Facts:
    """Pairs of a label and a value, one below the other."""

    pairs: tuple[tuple[str, str], ...]

    kind: str = field(default="facts", init=False)


@dataclass(frozen=True)
class Table:
    """Column titles and rows of texts. Raises ValueError when a row is not as long as the titles."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    kind: str = field(default="table", init=False)

    def __post_init__(self):
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"Row {number} has {len(row)} cells for {len(self.columns)} columns.")


@dataclass(frozen=True)
class Clauses:
    """The clauses of an agreement, numbered from `start` in the manner of the document's language.

    The further lines of a clause are paragraphs without a number.
    """

    texts: tuple[str, ...]
    start: int = 1

    kind: str = field(default="clauses", init=False)


@dataclass(frozen=True)
class Signatures:
    """The parties of the document, each with room for a seal, a signature and a date."""

    parties: tuple[str, ...]

    kind: str = field(default="signatures", init=False)


@dataclass(frozen=True)
class Scan:
    """An address as a square to scan, with a caption that says what for, and a line to type where nobody can scan."""

    address: str
    caption: str
    line: str

    kind: str = field(default="scan", init=False)


@dataclass(frozen=True)
class Address:
    """To whom a letter goes, line by line as on an envelope."""

    lines: tuple[str, ...]

    kind: str = field(default="address", init=False)


Block = Heading | Paragraph | Facts | Table | Clauses | Signatures | Scan | Address


@dataclass(frozen=True)
class Document:
    """A document on A4 pages, all of its texts already in its `language` (a Django language code).

    `code` names the document or the version of its template, such as "AGR-2026-1"; every page shows it with the hash
    and the page number, beside the one-line `header` and `footer`. `dated` is the date in the file's properties: it is
    given and not asked of the clock, so that the document printed again is the same file.

    Raises ValueError for what no accessible PDF may have: an empty title or heading, or one that skips a level.
    """

    title: str
    blocks: tuple[Block, ...]
    code: str
    header: str = ""
    footer: str = ""
    language: str = "zh-hans"
    dated: date | None = None

    def __post_init__(self):
        headings = [block for block in self.blocks if isinstance(block, Heading)]
        if not all(text.strip() for text in [self.title, *(heading.text for heading in headings)]):
            raise ValueError("The title and every heading need a text.")
        above = 0
        for heading in headings:
            if not 1 <= heading.level <= min(above + 1, 3):
                raise ValueError(f"The heading {heading.text!r} has level {heading.level} after level {above}.")
            above = heading.level

    @property
    def is_chinese(self) -> bool:
        return self.language.lower().startswith("zh")


def document_hash(document: Document) -> str:
    """Return the SHA-256 in hexadecimal of all that the document says. It changes with any word of the document."""
    said = json.dumps(
        asdict(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat
    )
    return hashlib.sha256(said.encode()).hexdigest()


def printed_hash(document: Document) -> str:
    """Return the part of the hash that stands on every page, for people to compare: '1a2b 3c4d 5e6f 7081'."""
    head = document_hash(document)[:16]
    return " ".join(head[place : place + 4] for place in range(0, 16, 4))
