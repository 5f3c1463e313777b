"""Printed documents: one description, two renderers.

`render_pdf` and `render_docx` are imported from their own modules, which load heavy libraries.
"""

from tools.documents.document import (
    Address,
    Block,
    Clauses,
    Document,
    Facts,
    Heading,
    Paragraph,
    Scan,
    Signatures,
    Table,
    document_hash,
    printed_hash,
)

__all__ = [
    "Address",
    "Block",
    "Clauses",
    "Document",
    "Facts",
    "Heading",
    "Paragraph",
    "Scan",
    "Signatures",
    "Table",
    "document_hash",
    "printed_hash",
]
