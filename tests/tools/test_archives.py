"""ZIP files: names for Windows, equal bytes for equal contents."""

import zipfile
from io import BytesIO

import pytest

from tools.archives import Archive, pieces_of, safe_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("合作协议.pdf", "合作协议.pdf"),
        ('a/b\\c:d*e?f"g<h>i|j.pdf', "a-b-c-d-e-f-g-h-i-j.pdf"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("", "_"),
        (" . ", "_"),
        ("a\nb", "a b"),
        ("x" * 200 + ".pdf", "x" * 76 + ".pdf"),
        ("x" * 200, "x" * 80),
    ],
)
def test_names_that_every_system_takes(given, kept):
    assert safe_name(given) == kept


def written(*members) -> tuple[bytes, list]:
    content = BytesIO()
    with Archive(content) as archive:
        packed = [archive.add(folder, name, pieces_of(BytesIO(said))) for folder, name, said in members]
    return content.getvalue(), packed


def test_equal_contents_make_equal_archives_with_true_hashes():
    members = [("01 成员", "协议.pdf", b"one" * 99_999), ("", "index.pdf", b"two")]
    (first, packed), (second, _again) = written(*members), written(*members)

    assert first == second
    archive = zipfile.ZipFile(BytesIO(first))
    assert [archive.read(each.path) for each in packed] == [members[0][2], members[1][2]]
    assert [each.size for each in packed] == [299_997, 3]
    assert archive.infolist()[0].flag_bits & 0x800


def test_a_name_that_is_taken_gets_a_number_whatever_the_case_of_its_letters():
    _content, packed = written(("a", "x.pdf", b"1"), ("a", "X.PDF", b"2"), ("b", "x.pdf", b"3"), ("a", "x.pdf", b"4"))

    assert [each.path for each in packed] == ["a/x.pdf", "a/X (2).PDF", "b/x.pdf", "a/x (3).pdf"]
