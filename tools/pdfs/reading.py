"""A PDF as it was found by a reader in a process of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from tools.children import ChildFailed, ChildStopped, output_of

CHILD = Path(__file__).with_name("child.py")
# Of computing: three hundred pages full of Chinese take thirteen. A machine that is busy gets longer by the clock.
SECONDS = 20
PATIENCE = 3
MOST_WRITTEN = 20 * 1024 * 1024


class PdfError(ValueError):
    """The file does not open."""


class PdfTooMuchError(PdfError):
    """Reading the file takes longer, or brings forth more text, than any honest paper."""


@dataclass(frozen=True)
class Pdf:
    """What a file is; `texts` holds (page, text), pages counted from 1, with 0 for the particulars of the document.

    A protected file and one that is too long are read no further: their `texts` are empty.
    """

    pages: int
    is_protected: bool
    is_too_long: bool
    is_active: bool
    texts: tuple[tuple[int, str], ...]


def read_pdf(content: bytes, most_pages: int) -> Pdf:
    """Read a file. Raises PdfError, and PdfTooMuchError when it came to a limit."""
    try:
        longest = SECONDS * PATIENCE
        written = output_of(CHILD, most_pages, SECONDS, content=content, seconds=longest, most=MOST_WRITTEN)
    except ChildStopped:
        raise PdfTooMuchError from None
    except ChildFailed:
        raise PdfError from None
    about, *texts = (json.loads(line) for line in written.splitlines())
    return Pdf(**about, texts=tuple((page, text) for page, text in texts))
