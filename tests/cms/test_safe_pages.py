"""No resident number on a public page or in its files; a mobile number only when somebody said that it is meant."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.models import AnnouncementPage, CentrePage, Picture, SiteDocument
from cms.models.page_texts import texts_of
from tests.cms.conftest import announcement

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("laid_own"),
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in. <function SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
    ),
]
NUMBER, MOBILE = "11010519491231002X", "13812345678"


@pytest.fixture(autouse=True)
def english(client):
    client.cookies["django_language"] = "en"


def form(page, **values) -> dict:
    fields = {name: "" for name in ("summary", "issuer", "document_number", "issued_on", "source", "source_url")}
    blocks = values.pop("blocks", ())
    attachments, related = values.pop("attachments", ()), values.pop("related", ())
    return nested_form_data(
        fields
        | {"title": page.title, "slug": page.slug, "column": "notice", "published_on": "2026-03-05"}
        | {
            "body": streamfield(list(blocks)),
            "attachments": inline_formset(list(attachments)),
            "related_entries": inline_formset(list(related)),
        }
        | values
    )


def post(editor, page, **values):
    return editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page, **values))


def text_block(html: str):
    return ("paragraph", rich_text(html))


PLACES = {
    "the title": lambda own: {"title": f"公告 {NUMBER}"},
    "the summary": lambda own: {"summary": f"见 {NUMBER}"},
    "the text": lambda own: {"blocks": [text_block(f"<p>张三，{NUMBER}</p>")]},
    "half bold": lambda own: {"blocks": [text_block(f"<p>{NUMBER[:9]}<b>{NUMBER[9:]}</b></p>")]},
    "a related document": lambda own: {
        "related": [{"title": f"文 {NUMBER}", "document_number": "", "linked_page": ""}]
    },
    "an attachment's title": lambda own: {"attachments": [{"document": own.document.pk, "title": NUMBER}]},
}


def test_a_resident_number_is_refused_in_any_text_of_a_page(editor, own):
    before = own.live.latest_revision_id
    for place, values in PLACES.items():
        for action in ({}, {"action-publish": "1"}) if place == "the title" else ({},):
            answer = post(editor, own.live, **values(own), **action)
            assert answer.status_code == 200, place
            told = answer.content.decode()
            assert "110…2X" in told or r"110\u20262X" in told, place
    own.live.refresh_from_db()
    assert own.live.latest_revision_id == before


def test_what_is_no_number_and_no_ones_own_telephone_is_let_in(editor, own):
    address = reverse("wagtailadmin_pages:edit", args=[own.live.pk])
    assert 'name="numbers_confirmed"' not in editor.get(address).content.decode()
    two_items = f"<ul><li>{NUMBER[:10]}</li><li>{NUMBER[10:]}</li></ul>"
    assert (
        post(editor, own.live, blocks=[text_block(two_items), text_block("<p>电话 0311-85988888</p>")]).status_code
        == 302
    )
    # What came with an imported document stays without a question.
    page = announcement(own.index, f"通知 {MOBILE}")
    assert post(editor, page, summary="新").status_code == 302


def test_a_mobile_number_asks_once_and_is_let_in_when_it_is_meant(editor, own):
    blocks = [text_block(f"<p>电话 {MOBILE}</p>")]

    asked = post(editor, own.live, blocks=blocks)
    assert asked.status_code == 200
    assert "numbers_confirmed" in asked.content.decode() and MOBILE in asked.content.decode()
    assert not any(MOBILE in str(revision.content) for revision in own.live.revisions.all())

    assert post(editor, own.live, blocks=blocks, numbers_confirmed="on").status_code == 302
    # It stands in the draft now: changing something else does not ask again; a further number does.
    assert post(editor, own.live, blocks=blocks, summary="新").status_code == 302
    further = [*blocks, text_block("<p>或 139 8765 4321</p>")]
    assert post(editor, own.live, blocks=further).status_code == 200


def test_a_new_page_and_a_centres_page_are_looked_through(editor, own):
    fresh = AnnouncementPage(title=f"新公告 {MOBILE}", slug="new")
    address = reverse("wagtailadmin_pages:add", args=["cms", "announcementpage", own.index.pk])
    assert editor.post(address, form(fresh)).status_code == 200
    assert not AnnouncementPage.objects.filter(slug="new").exists()

    body = nested_form_data({"body": streamfield([text_block(f"<p>{NUMBER}</p>")]), "action-publish": "1"})
    assert editor.post(reverse("wagtailadmin_pages:edit", args=[own.page.pk]), body).status_code == 200
    assert NUMBER not in str(CentrePage.objects.get(pk=own.page.pk).body)


UPLOADS = {
    "the text of a file": ("名单.txt", f"张三 {NUMBER}", "名单"),
    "a file's title": ("名单.txt", "无", f"名单 {NUMBER}"),
}


def test_files_and_pictures_for_pages_are_looked_through(editor, own):
    count, collection = SiteDocument.objects.count(), own.page.collection.pk
    for name, content, title in UPLOADS.values():
        data = {"title": title, "file": SimpleUploadedFile(name, content.encode()), "collection": collection}
        answer = editor.post(reverse("wagtaildocs:add"), data)
        assert (answer.status_code, "110…2X" in answer.content.decode()) == (200, True), title
    assert SiteDocument.objects.count() == count

    data = {"title": "无", "file": SimpleUploadedFile("b.txt", b"x"), "collection": collection}
    assert editor.post(reverse("wagtaildocs:add"), data).status_code == 302
    assert SiteDocument.objects.count() == count + 1

    picture = {"title": NUMBER, "collection": collection, "description": ""}
    assert "110…2X" in editor.post(reverse("wagtailimages:edit", args=[own.picture.pk]), picture).content.decode()
    assert not Picture.objects.filter(title=NUMBER).exists()


def test_texts_are_read_as_readers_see_them():
    value = {"a": ["<p>1<b>2</b>&nbsp;3</p><p>4</p>", {"b": 5}], "c": "plain"}
    assert list(texts_of(value)) == ["<p>1<b>2</b>&nbsp;3</p><p>4</p>", "12\u00a03\n4\n", "plain"]


COPIES = {
    "a resident number in the title": ({"new_title": f"公告 {NUMBER}"}, "new_title"),
    "a resident number in the address": ({"new_slug": NUMBER.lower()}, "new_slug"),
    "a mobile number": ({"new_title": f"公告 {MOBILE}"}, "new_title"),
}


def test_a_copy_gets_no_number_by_its_title_or_address(editor, own):
    count = AnnouncementPage.objects.count()
    address, data = reverse("wagtailadmin_pages:copy", args=[own.live.pk]), {"new_title": "新", "new_slug": "copied"}
    data |= {"new_parent_page": own.index.pk, "publish_copies": "on"}
    for name, (values, field) in COPIES.items():
        answer = editor.post(address, data | values)
        assert answer.status_code == 200 and list(answer.context["form"].errors) == [field], name
    assert AnnouncementPage.objects.count() == count

    assert editor.post(address, data).status_code == 302
    assert AnnouncementPage.objects.get(slug="copied").live


def test_wagtails_other_forms_are_looked_through(editor, own):
    tags = reverse("wagtail_bulk_action", args=["cms", "picture", "add_tags"]) + f"?id={own.picture.pk}"

    assert editor.post(tags, {"tags": f"张三 {NUMBER}"}).status_code == 409
    assert own.picture.tags.count() == 0
    assert editor.post(tags, {"tags": "医院"}).status_code == 302
    assert own.picture.tags.count() == 1
