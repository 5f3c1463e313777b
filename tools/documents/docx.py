"""Renders a document for Word, with the same contents, header and footer as the PDF."""

import re
from datetime import UTC, datetime, time
from functools import singledispatch
from io import BytesIO

from docx import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.enum.text import WD_TAB_ALIGNMENT as TAB
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tools.documents import document as description
from tools.documents.layout import PAGE, PAGES, clause_labels, column_shares, paragraphs, words
from tools.text import without_controls

# The reader's own machine brings the fonts: every Chinese Word has 宋体, every other one Times New Roman.
LATIN_FONT, CHINESE_FONT = "Times New Roman", "宋体"
TEXT_WIDTH = Mm(160)
_SIZES = {"Title": 18, "Heading 1": 13, "Heading 2": 12, "Heading 3": 11, "Normal": 11, "Header": 8.5, "Footer": 8.5}
_EPOCH = datetime(1970, 1, 1)


def render_docx(document: description.Document, *, is_draft: bool = False) -> bytes:
    """Return the document as a Word file on A4 pages, for parties who agree on changes before they sign.

    A draft shows “not for sealing” on every page in place of the check code: nothing that it says can be compared.
    """
    file = WordFile()
    _set_up(file, document)
    _page_frame(file.sections[0], document, is_draft)
    title = file.add_paragraph(_text(document.title), style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in document.blocks:
        _add(block, file, document)
    content = BytesIO()
    file.save(content)
    return content.getvalue()


def _set_up(file, document):
    for name, size in _SIZES.items():
        _set_font(file.styles[name], size, bold=name == "Title" or name.startswith("Heading"))
    for rule in file.styles["Title"].element.findall(".//" + qn("w:pBdr")):
        rule.getparent().remove(rule)
    language = file.styles.element.find(".//" + qn("w:lang"))
    language.set(qn("w:eastAsia"), "zh-CN")
    language.set(qn("w:val"), "zh-CN" if document.is_chinese else "en-GB")
    properties = file.core_properties
    properties.title, properties.author, properties.comments = _text(document.title), "", ""
    properties.language = document.language
    made = datetime.combine(document.dated, time.min) if document.dated else _EPOCH
    properties.created = properties.modified = made.replace(tzinfo=UTC)


def _set_font(style, size, bold):
    style.font.name, style.font.size, style.font.bold = LATIN_FONT, Pt(size), bold
    style.font.color.rgb = None
    fonts = style.element.rPr.rFonts
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):  # a theme font would win over the named one
            del fonts.attrib[attribute]
    fonts.set(qn("w:eastAsia"), CHINESE_FONT)


def _page_frame(section, document, is_draft):
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(30), Mm(27)
    fixed = words(document)
    _tabbed(section.header, [document.header, document.code], [(TEXT_WIDTH, TAB.RIGHT)])
    line = _tabbed(
        section.footer,
        [document.footer, fixed["draft" if is_draft else "mark"], ""],
        [(Mm(128), TAB.RIGHT), (TEXT_WIDTH, TAB.RIGHT)],
    )
    _add_page_label(line, fixed["page"])


def _tabbed(part, texts, stops):
    """Write one line of texts that are held apart by tabs, in place of the template's own tabs."""
    line = part.paragraphs[0]
    tabs = line.style.paragraph_format.tab_stops
    tabs.clear_all()
    for position, alignment in stops:
        tabs.add_tab_stop(position, alignment)
    line.text = "\t".join(map(_text, texts))
    return line


def _add_page_label(line, label):
    counters = {PAGE: "PAGE", PAGES: "NUMPAGES"}
    for part in re.split(f"({PAGE}|{PAGES})", label):
        if part in counters:
            _add_field(line, counters[part])
        else:
            line.add_run(part)


def _add_field(line, code):
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(line.add_run("1")._r)
    line._p.append(field)


@singledispatch
def _add(block, file, document):
    raise TypeError(f"A document has no block of the kind {type(block).__name__}.")


@_add.register
def _(block: description.Heading, file, document):
    file.add_heading(_text(block.text), level=block.level)


@_add.register
def _(block: description.Paragraph, file, document):
    for text in paragraphs(block.text):
        _indented(file, document).add_run(_text(text))


@_add.register
def _(block: description.Scan, file, document):
    for text in (block.caption, block.address, block.line):
        _indented(file, document).add_run(_text(text))


@_add.register
def _(block: description.Address, file, document):
    for text in block.lines:
        file.add_paragraph().add_run(_text(text))


@_add.register
def _(block: description.Clauses, file, document):
    for label, text in zip(clause_labels(document, block), block.texts, strict=True):
        first, *further = paragraphs(text) or [""]
        line = _indented(file, document)
        line.add_run(label + "\u3000").bold = True
        line.add_run(_text(first))
        for text in further:
            _indented(file, document).add_run(_text(text))


@_add.register
def _(block: description.Facts, file, document):
    table = _table(file, len(block.pairs), [1, 2])
    for row, (label, value) in zip(table.rows, block.pairs, strict=True):
        _write(row.cells[0], label, bold=True)
        _write(row.cells[1], value)


@_add.register
def _(block: description.Table, file, document):
    table = _table(file, 1 + len(block.rows), column_shares(block))
    _mark(table.rows[0], "w:tblHeader")  # Word repeats this row on every page and reads it out as the header
    for row, texts in zip(table.rows, (block.columns, *block.rows), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            _write(cell, text, bold=texts is block.columns)


@_add.register
def _(block: description.Signatures, file, document):
    fixed, colon = words(document), "：" if document.is_chinese else ": "
    table = file.add_table((len(block.parties) + 1) // 2, 2)
    for place, party in enumerate(block.parties):
        row = table.rows[place // 2]
        _mark(row, "w:cantSplit")
        cell = row.cells[place % 2]
        _write(cell, party + fixed["seal"], bold=True)
        cell.paragraphs[0].paragraph_format.space_after = Mm(36)
        cell.add_paragraph(fixed["signed_by"] + colon)
        cell.add_paragraph(
            fixed["date"] + colon + ("\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日" if document.is_chinese else "")
        )


def _indented(file, document):
    line = file.add_paragraph()
    if document.is_chinese:
        line.paragraph_format.first_line_indent = Pt(2 * _SIZES["Normal"])
    return line


def _table(file, rows, shares):
    table = file.add_table(rows, len(shares), style="Table Grid")
    table.autofit = False
    widths = [int(TEXT_WIDTH * share / sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:  # LibreOffice asks the columns, Word the cells
        _mark(row, "w:cantSplit")
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return table


def _mark(row, name):
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _write(cell, text, bold=False):
    cell.paragraphs[0].add_run(_text(text)).bold = bold or None


def _text(value):
    return without_controls(value)
