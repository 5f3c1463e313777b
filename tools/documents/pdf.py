"""Renders a document as a tagged PDF with typst, which comes as a wheel and needs nothing of the system."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from tools.codes.qr import qr_svg
from tools.documents.document import Block, Clauses, Document, Paragraph, Scan, Table
from tools.documents.layout import clause_labels, column_shares, paragraphs, words
from tools.text import without_controls

_HERE = Path(__file__).parent
TEMPLATE = _HERE / "official.typ"
FONTS = _HERE / "fonts"


def render_pdf(document: Document) -> bytes:
    """Return the document as PDF/UA-1; equal documents give equal bytes.

    All contents go to the template as JSON and are set as text there: nothing that anybody typed is ever markup.
    """
    import typst  # it takes a moment to load, and most processes print nothing

    return typst.compile(
        TEMPLATE,
        format="pdf",
        root=_HERE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(_printable(_contents(document)), default=date.isoformat)},
        pdf_standards="ua-1",
        timestamp=0,
    )


def _contents(document: Document) -> dict:
    contents = asdict(document) | {"words": words(document)}
    contents["blocks"] = [_block(document, block) for block in document.blocks]
    return contents


def _block(document: Document, block: Block) -> dict:
    if isinstance(block, Paragraph):
        return asdict(block) | {"lines": paragraphs(block.text)}
    if isinstance(block, Clauses):
        numbered = zip(clause_labels(document, block), map(paragraphs, block.texts), strict=True)
        return asdict(block) | {"numbered": list(numbered)}
    if isinstance(block, Table):
        return asdict(block) | {"shares": column_shares(block)}
    if isinstance(block, Scan):
        return asdict(block) | {"svg": str(qr_svg(block.address, block.caption))}
    return asdict(block)


def _printable(value):
    if isinstance(value, str):
        return without_controls(value)
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    return value
