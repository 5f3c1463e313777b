"""Files and pictures of the editor are what their names say, and sound; anything else gets a sentence at the field."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.models import Picture, SiteDocument
from tests.factories.papers import PDF, archive, picture
from tests.province import ROOT

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("laid_own"),
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in. <function SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
    ),
]
PNG = picture(kind="PNG")
WEBP = picture(kind="WEBP")
OLD_TABLE = (ROOT / "tests/tools/files/people.xls").read_bytes()


def _send(client, own, address: str, name: str, content: bytes):
    data = {"title": "材料", "collection": own.page.collection.pk, "file": SimpleUploadedFile(name, content)}
    return client.post(reverse(address), data)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", PNG[:40]),
        ("a.jpg", picture(200, 200)[:300]),
        ("a.gif", b"GIF89a" + bytes(100)),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
    ],
    ids=["half-png", "half-jpeg", "empty-gif", "only-the-beginning"],
)
def test_a_damaged_picture_gets_a_sentence(editor, own, name, content):
    before = Picture.objects.count()

    answer = _send(editor, own, "wagtailimages:add", name, content)

    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert Picture.objects.count() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"MZ\x90\x00"),
        ("a.pdf", PNG),
        ("a.pdf", PDF[: len(PDF) // 2]),
        ("a.jpg", b"<script>alert(1)</script>"),
        ("a.png", picture()),
        ("a.docx", archive({"a.txt": "x"})),
        ("a.xls", b"<html>"),
        ("a.zip", b"PK\x03\x04 cut off"),
        ("a.zip", archive({"../../up.txt": "x"})),
        ("a.csv", "甲\0乙".encode()),
        ("a.webp", WEBP[:20]),
    ],
)
def test_a_file_that_is_not_what_its_name_says_gets_a_sentence(editor, own, name, content):
    before = SiteDocument.objects.count()

    answer = _send(editor, own, "wagtaildocs:add", name, content)

    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert SiteDocument.objects.count() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("a.PNG", PNG),
        ("a.jpeg", picture()),
        ("a.zip", archive({"a.txt": "x"})),
        ("a.xls", OLD_TABLE),
        ("a.csv", "姓名,单位\n".encode("gb18030")),
        ("a.webp", WEBP),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_what_its_name_says_is_kept_as_it_is(editor, own, name, content):
    assert _send(editor, own, "wagtaildocs:add", name, content).status_code == 302

    with SiteDocument.objects.get(title="材料").file.open() as kept:
        assert kept.read() == content
