"""The cells of an XLSX file, each with its sheet and name, read part by part in bounded memory."""

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from functools import cached_property

from django.utils.translation import gettext as _

from tools.file_text.pieces import Piece
from tools.file_text.xml_text import XmlText, xml_elements, xml_texts

STRINGS = "xl/sharedStrings.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
SHEETS = "xl/worksheets/sheet"
_TEXT_TYPES = frozenset({"str", "inlineStr", "e", "d", "b"})


class Workbook:
    """Knows the sheets' names, and which cells show a string that many cells may share."""

    def __init__(self, archive: zipfile.ZipFile):
        self.archive = archive

    def knows(self, name: str) -> bool:
        """Whether a part is read here: sheets, and the strings that they share."""
        return name == STRINGS or name in self.sheets

    @cached_property
    def sheets(self) -> dict[str, str]:
        """The names of the sheets by their parts; parts that the workbook does not name keep their own."""
        targets = {row.get("Id", ""): row.get("Target", "") for row in self._elements(RELATIONS, "Relationship")}
        named = {}
        for row in self._elements("xl/workbook.xml", "sheet"):
            target = targets.get(next((value for key, value in row.items() if key.endswith(":id")), ""), "")
            named[posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")] = row.get("name", "")
        parts = [name for name in self.archive.namelist() if name.startswith(SHEETS)]
        return {part: posixpath.basename(part) for part in parts} | named

    def _elements(self, part: str, name: str) -> list[dict]:
        if part not in self.archive.namelist():
            return []
        with self.archive.open(part) as stream:
            return xml_elements(stream, name)

    def pieces(self, name: str) -> Iterator[Piece]:
        """Yield the text of a part."""
        with self.archive.open(name) as stream:
            for text in xml_texts(stream):
                yield self._shared(text) if name == STRINGS else self._cell(self.sheets[name], text)

    def _cell(self, sheet: str, text: XmlText) -> Piece:
        where = _Later(_cell_words, sheet, text.cell)
        if text.element != "v" or text.cell.get("t") in _TEXT_TYPES:
            return Piece(where, text.text)
        if text.cell.get("t") == "s":
            return Piece(where, "")  # the number of a shared string, which is read on its own
        return Piece(where, text.text, text.text.strip())

    def _shared(self, text: XmlText) -> Piece:
        return Piece(_Later(self.cell_showing, text.number - 1), text.text)

    def cell_showing(self, string: int) -> str:
        """Say where the first cell stands that shows the shared string with this number."""
        for part, title in self.sheets.items():
            with self.archive.open(part) as stream:
                for text in xml_texts(stream):
                    if text.element == "v" and text.cell.get("t") == "s" and text.text.strip() == str(string):
                        return _cell_words(title, text.cell)
        return _("a text that no cell shows")


class _Later:
    """Words that are put together only when somebody wants to read them: most cells hold nothing to tell."""

    def __init__(self, words: Callable[..., str], *about):
        self.words, self.about = words, about

    def __str__(self) -> str:
        return self.words(*self.about)


def _cell_words(sheet: str, cell: dict) -> str:
    return _("sheet “%(sheet)s”, cell %(cell)s") % {"sheet": sheet, "cell": cell.get("r", "?")}
