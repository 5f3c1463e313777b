"""Workbooks as lists of cells, opened in a process of their own; text tables in the same shape."""

from __future__ import annotations

import csv
import json
import struct
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO, StringIO
from pathlib import Path

from django.utils.translation import gettext as _

from tools.children import ChildFailed, ChildStopped, output_of
from tools.text import decoded

CHILD = Path(__file__).with_name("child.py")
SECONDS = 60
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 200
# What the cells of all sheets come to: a string that many cells share costs the file nothing, and each reader again.
MOST_WRITTEN = 20 * 1024 * 1024
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_DELIMITERS = ",\t;，"
_BROKEN = (zipfile.BadZipFile, struct.error, ValueError, RuntimeError, OSError, EOFError)


class SheetError(ValueError):
    """A file that is no table, or a larger one than is taken; the message is a sentence that says what to do."""


class TooMuchError(SheetError):
    """A workbook whose cells come to more than is read, or take longer than is waited."""

    def __init__(self):
        super().__init__(_("The tables of this file hold too much to be read: divide them into several files."))


@dataclass(frozen=True)
class Sheet:
    """One sheet: its cells from the first used row (`top`) and column (`left`) on, both counted from zero.

    A cell is text, number, truth, date or datetime; an empty one is "". `merged` holds pairs of corners.
    """

    name: str
    visible: bool
    top: int
    left: int
    merged: list
    rows: list[list] = field(default_factory=list)


def read_sheets(content: bytes, most_rows: int, most_letters: int) -> list[Sheet]:
    """Return the sheets of an XLSX, XLS, ET or ODS workbook, or the one of a CSV file, each with at most `most_rows`.

    The text of a workbook's cell is cut after `most_letters`. What the file is, its content says. Raises SheetError.
    """
    if not content.startswith(WORKBOOKS):
        return [_text_sheet(content, most_rows)]
    if content.startswith(WORKBOOKS[0]):
        _check_archive(content)
    return _parsed(_cells(content, most_rows, most_letters))


def unreadable() -> SheetError:
    """The sentence for what no reader opens."""
    return SheetError(_("The file is no table that can be read, or it is damaged or protected: save it anew as XLSX."))


def _cells(content: bytes, most_rows: int, most_letters: int) -> bytes:
    try:
        return output_of(CHILD, most_rows, most_letters, content=content, seconds=SECONDS, most=MOST_WRITTEN)
    except ChildStopped:
        raise TooMuchError from None
    except ChildFailed:
        raise unreadable() from None


def _parsed(lines: bytes) -> list[Sheet]:
    sheets: list[Sheet] = []
    for line in lines.splitlines():
        value = json.loads(line)
        if isinstance(value, dict):
            sheets.append(Sheet(**value))
        else:
            sheets[-1].rows.append([_cell(cell) for cell in value])
    return sheets


def _cell(value):
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, dict):
        return value
    if "day" in value:
        return date.fromisoformat(value["day"])
    moment = datetime.fromisoformat(value["moment"])
    return moment.date() if moment.time() == time.min else moment


def _check_archive(content: bytes) -> None:
    """Before anything is unpacked: a sheet shrinks to a hundredth, an archive made to burst to a thousandth."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except _BROKEN:
        raise unreadable() from None
    if unpacked > min(MOST_UNPACKED, MOST_RATIO * max(len(content), 100_000)):
        raise SheetError(_("The file unpacks to much more than it seems: copy the table into a new file."))


def _text_sheet(content: bytes, most_rows: int) -> Sheet:
    text = decoded(content)
    if text is None or "\0" in text:
        raise unreadable()
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    rows = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True):
            rows.append(row)
            if len(rows) >= most_rows:
                break
    except csv.Error as wrong:
        where = len(rows) + 1
        sentence = _("Row %(row)d of the file is broken (a quotation mark is not closed, say): mend it.")
        raise SheetError(sentence % {"row": where}) from wrong
    return Sheet("", True, 0, 0, [], rows)
