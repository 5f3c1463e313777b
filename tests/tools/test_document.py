from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from django.utils.translation import override

from tests.tools.agreement import AGREEMENT, CHINESE
from tools.documents import Clauses, Document, Heading, Paragraph, Table, document_hash, printed_hash
from tools.documents.layout import clause_labels, column_shares, paragraphs, words


def test_hash_is_that_of_the_canonical_json_and_printed_in_groups_of_four():
    document = Document("合同", (Paragraph("Text"),), "C-1", dated=date(2026, 3, 5))
    said = (
        '{"blocks":[{"kind":"paragraph","text":"Text"}],"code":"C-1","dated":"2026-03-05","footer":"","header":"",'
        '"language":"zh-hans","title":"合同"}'
    )
    expected = sha256(said.encode()).hexdigest()
    assert document_hash(document) == expected
    assert printed_hash(document) == f"{expected[:4]} {expected[4:8]} {expected[8:12]} {expected[12:16]}"


def test_equal_documents_have_equal_hashes():
    assert document_hash(replace(AGREEMENT)) == document_hash(AGREEMENT)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Network agreement"},
        {"blocks": AGREEMENT.blocks[:-1]},
        {"blocks": (*AGREEMENT.blocks[:-1], replace(AGREEMENT.blocks[-1], parties=("Party A 甲方", "Party B 乙方")))},
        {"code": "AGR-2026-2"},
        {"header": ""},
        {"footer": "One copy"},
        {"language": "zh-hans"},
        {"dated": date(2026, 3, 6)},
        {"dated": None},
    ],
)
def test_any_change_changes_the_hash(change):
    assert document_hash(replace(AGREEMENT, **change)) != document_hash(AGREEMENT)


def test_moving_a_word_to_another_block_changes_the_hash():
    one = Document("T", (Paragraph("a b"), Paragraph("c")), "C")
    other = Document("T", (Paragraph("a"), Paragraph("b c")), "C")
    heading = Document("T", (Heading("a b"), Paragraph("c")), "C")
    assert len({document_hash(one), document_hash(other), document_hash(heading)}) == 3


@pytest.mark.parametrize(
    ("title", "headings", "message"),
    [
        (" ", [], "title and every heading need a text"),
        ("T", [("", 1)], "title and every heading need a text"),
        ("T", [("a", 2)], "'a' has level 2 after level 0"),
        ("T", [("a", 1), ("b", 3)], "'b' has level 3 after level 1"),
        ("T", [("a", 1), ("b", 2), ("c", 3), ("d", 4)], "'d' has level 4 after level 3"),
        ("T", [("a", 0)], "'a' has level 0"),
    ],
)
def test_what_no_accessible_pdf_may_have_is_refused(title, headings, message):
    with pytest.raises(ValueError, match=message):
        Document(title, tuple(Heading(text, level) for text, level in headings), "C")


def test_headings_may_go_up_again():
    levels = (1, 2, 3, 1, 2, 2)
    document = Document("T", tuple(Heading("h", level) for level in levels), "C")
    assert tuple(block.level for block in document.blocks) == levels


def test_table_with_a_short_row_is_refused():
    with pytest.raises(ValueError, match="Row 2 has 1 cells for 2 columns"):
        Table(("a", "b"), (("1", "2"), ("3",)))


def test_clauses_are_numbered_in_the_language_of_the_document():
    clauses = Clauses(("x",) * 3, start=9)
    assert clause_labels(CHINESE, clauses) == ["第九条", "第十条", "第十一条"]
    assert clause_labels(AGREEMENT, clauses) == ["9.", "10.", "11."]


def test_words_are_those_of_the_document_and_not_of_the_reader():
    with override("zh-hans"):
        fixed = words(AGREEMENT)
    assert fixed == {
        "mark": f"Code AGR-2026-1, check {printed_hash(AGREEMENT)}",
        "page": "Page {page} of {pages}",
        "seal": "(Seal)",
        "signed_by": "Signed by",
        "date": "Date",
        "draft": "Draft, not for sealing",
    }


def test_columns_share_the_page_by_their_longest_text_within_bounds():
    table = Table(("No.", "名称", "x"), (("1", "示范医院", "y" * 99), ("10000", "a\nb", "")))
    assert column_shares(table) == [5, 8, 30]
    assert column_shares(Table(("", "b"), ())) == [4, 4]


def test_paragraphs_are_the_lines_that_say_something():
    assert paragraphs(" a\r\n\n b \n") == ["a", "b"]
