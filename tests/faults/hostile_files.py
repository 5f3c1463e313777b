"""Files that should never be kept, each made when it is asked for: broken, disguised, active, or blown up."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from docx import Document
from openpyxl import Workbook
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tests.factories.papers import PDF, archive, pdf_with, picture

MEGABYTE = 1024 * 1024


def _saved(made) -> bytes:
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _workbook() -> bytes:
    book = Workbook()
    book.active.append(["姓名", "角色"])
    return _saved(book)


def _with_member(packed: bytes, name: str, content: bytes) -> bytes:
    """An archive with one member replaced, or added."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return kept.getvalue()


def _bomb(packed: bytes, name: str, megabytes: int = 300) -> bytes:
    """An archive whose member ``name`` unpacks to hundreds of megabytes."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        with new.open(name, "w", force_zip64=True) as target:
            for _part in range(megabytes):
                target.write(bytes(MEGABYTE))
    return kept.getvalue()


def _png(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG that claims a size, with little behind it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows or bytes(1000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _encrypted(writer: PdfWriter) -> None:
    writer.encrypt("secret")


def _acting(**action: str) -> Callable[[PdfWriter], None]:
    """Have a PDF do something as soon as it is opened."""
    entries = {NameObject(f"/{key}"): TextStringObject(value) for key, value in action.items() if key != "S"}

    def change(writer: PdfWriter) -> None:
        kind = {NameObject("/S"): NameObject(f"/{action['S']}")}
        writer._root_object[NameObject("/OpenAction")] = DictionaryObject(entries | kind)

    return change


def _endless_pages() -> bytes:
    """A page tree that contains itself."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\n%%EOF"
    )


def _blown_pdf() -> bytes:
    """A page whose contents unpack to hundreds of megabytes."""
    stream = zlib.compress(bytes(200 * MEGABYTE), 9)
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
    body = b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream endobj\n"
    return head + page + body + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]><l>&a11;</l>"
).encode()
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(document.cookie)</script>"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(500)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)

# Name as chosen → what is in it.
FILES: dict[str, Callable[[], bytes]] = {
    "empty.pdf": lambda: b"",
    "one-byte.pdf": lambda: b"%",
    "half.pdf": lambda: PDF[: len(PDF) // 2],
    "half.png": lambda: picture(200, 200, kind="PNG")[:60],
    "half.jpg": lambda: picture(200, 200)[:300],
    "half.xlsx": lambda: _workbook()[:-300],
    "half.docx": lambda: _saved(Document())[: 5000],
    "half.zip": lambda: archive({"a": "x" * 5000})[:-30],
    "fifty-megabytes.pdf": lambda: PDF + bytes(50 * MEGABYTE),
    "fifty-megabytes.xlsx": lambda: _workbook() + bytes(50 * MEGABYTE),
    "program.pdf": lambda: PROGRAM,
    "program.exe": lambda: PROGRAM,
    "page.jpg": lambda: HTML,
    "page.pdf": lambda: b"%PDF-1.7\n" + HTML,
    "page.xlsx": lambda: HTML,
    "drawing.svg": lambda: SVG,
    "drawing.png": lambda: SVG,
    "bomb.xlsx": lambda: _bomb(_workbook(), "xl/worksheets/sheet1.xml"),
    "bomb-of-strings.xlsx": lambda: _bomb(_workbook(), "xl/sharedStrings.xml"),
    "bomb.docx": lambda: _bomb(_saved(Document()), "word/document.xml"),
    "many-members.docx": lambda: archive({f"word/{n}.xml": "x" for n in range(20_000)} | {"word/document.xml": "<w/>"}),
    "laughs.docx": lambda: _with_member(_saved(Document()), "word/document.xml", LAUGHS),
    "laughs.xlsx": lambda: _with_member(_workbook(), "xl/worksheets/sheet1.xml", LAUGHS),
    "outside.docx": lambda: _with_member(_saved(Document()), "word/document.xml", OUTSIDE),
    "outside.xlsx": lambda: _with_member(_workbook(), "xl/worksheets/sheet1.xml", OUTSIDE),
    "climbing.docx": lambda: _with_member(_saved(Document()), "../../../etc/cron.d/x", b"* * * * * root true"),
    "macro.docx": lambda: _with_member(_saved(Document()), "word/vbaProject.bin", OLD_OFFICE),
    "old.xls": lambda: OLD_OFFICE,
    "script.pdf": lambda: pdf_with(_acting(S="JavaScript", JS="app.alert(1)")),
    "launching.pdf": lambda: pdf_with(_acting(S="Launch", F="cmd.exe")),
    "encrypted.pdf": lambda: pdf_with(_encrypted),
    "many-pages.pdf": lambda: pdf_with(lambda writer: None, count=3000),
    "endless.pdf": _endless_pages,
    "huge.png": lambda: _png(60_000, 60_000),
    "wide.png": lambda: _png(2**31 - 1, 1),
    "nothing.png": lambda: _png(0, 0),
    "animated.gif": lambda: b"GIF89a" + bytes(100),
    "picture.webp": lambda: picture(8, 8, kind="WEBP"),
    "picture.tiff": lambda: picture(8, 8, kind="TIFF"),
    "nul.csv": lambda: "姓名,角色\n\0甲\0,x\n".encode(),
    "bytes.csv": lambda: bytes(range(256)) * 50,
    "one-cell.csv": lambda: b'"' + b"x" * 3 * MEGABYTE,
    "wide.csv": lambda: b",".join([b"x"] * 50_000),
    "long.csv": lambda: b"x,y\n" * 200_000,
    "utf-32.csv": lambda: "姓名,角色\n".encode("utf-32"),
    "zeros.xlsx": lambda: bytes(2 * MEGABYTE),
    "gzip.xlsx": lambda: b"\x1f\x8b\x08" + bytes(100),
}  # fmt: skip
BLOWN_PDF = _blown_pdf
# Names under which a sound file is sent.
NAMES = (
    "../../../etc/passwd", "..\\..\\boot.ini", "a/b/c.pdf", "/etc/passwd", "甲\0乙.pdf", "x" * 300 + ".pdf", " ", ".",
    "..", ".pdf", "CON", "a.pdf.exe", "<script>alert(1)</script>.pdf", "\u202efdp.exe", "甲\r\nSet-Cookie: a=b.pdf",
    "%00.pdf", '"; filename="b.pdf', "a;b=c.pdf", "长" * 200 + ".pdf", "é\u0301.pdf", "{{7*7}}.pdf", "~", "-rf",
)  # fmt: skip
