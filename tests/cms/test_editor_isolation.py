"""An editor sees and changes the own section only, wherever the editor shows pages, files or pictures."""

import json

import pytest
from django.test import TestCase
from django.urls import reverse
from wagtail.models import Page

from access.domain.role_assignments import grant
from cms.models import AnnouncementIndexPage, AnnouncementPage
from tests.cms.conftest import SYSTEM, announcement, section

# Wagtail leaves the temporary files of renditions to the garbage collector.
LEFT_OPEN = "ignore:Exception ignored in. <function SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_foreign"), pytest.mark.filterwarnings(LEFT_OPEN)]


def _bulk(kind: str, action: str, pk: int) -> str:
    return reverse("wagtail_bulk_action", args=[*kind.split("."), action]) + f"?id={pk}"


# Every address that names one thing: name → function from a section to the address.
ADDRESSES = {
    "edit a page": lambda s: reverse("wagtailadmin_pages:edit", args=[s.page.pk]),
    "edit an announcement": lambda s: reverse("wagtailadmin_pages:edit", args=[s.live.pk]),
    "edit a draft": lambda s: reverse("wagtailadmin_pages:edit", args=[s.draft.pk]),
    "explore": lambda s: reverse("wagtailadmin_explore", args=[s.index.pk]),
    "explore, list only": lambda s: reverse("wagtailadmin_explore_results", args=[s.index.pk]),
    "add below": lambda s: reverse("wagtailadmin_pages:add", args=["cms", "announcementpage", s.index.pk]),
    "choose a kind to add": lambda s: reverse("wagtailadmin_pages:add_subpage", args=[s.index.pk]),
    "view a draft": lambda s: reverse("wagtailadmin_pages:view_draft", args=[s.draft.pk]),
    "preview": lambda s: reverse("wagtailadmin_pages:preview_on_edit", args=[s.draft.pk]),
    "history": lambda s: reverse("wagtailadmin_pages:history", args=[s.draft.pk]),
    "usage of a page": lambda s: reverse("wagtailadmin_pages:usage", args=[s.draft.pk]),
    "a revision": lambda s: reverse(
        "wagtailadmin_pages:revisions_view", args=[s.draft.pk, s.draft.latest_revision_id]
    ),
    "back to a revision": lambda s: reverse(
        "wagtailadmin_pages:revisions_revert", args=[s.draft.pk, s.draft.latest_revision_id]
    ),
    "compare revisions": lambda s: reverse(
        "wagtailadmin_pages:revisions_compare", args=[s.draft.pk, "earliest", "latest"]
    ),
    "copy": lambda s: reverse("wagtailadmin_pages:copy", args=[s.draft.pk]),
    "delete a draft": lambda s: reverse("wagtailadmin_pages:delete", args=[s.draft.pk]),
    "move a draft": lambda s: reverse("wagtailadmin_pages:move", args=[s.draft.pk]),
    "unpublish": lambda s: reverse("wagtailadmin_pages:unpublish", args=[s.live.pk]),
    "choose a page below": lambda s: reverse("wagtailadmin_choose_page_child", args=[s.index.pk]),
    "chosen pages": lambda s: reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={s.draft.pk}",
    "publish many": lambda s: _bulk("wagtailcore.page", "publish", s.draft.pk),
    "delete many": lambda s: _bulk("wagtailcore.page", "delete", s.draft.pk),
    "the tree for scripts": lambda s: f"{reverse('wagtailadmin_api:pages:listing')}{s.draft.pk}/",
    "edit a file": lambda s: reverse("wagtaildocs:edit", args=[s.document.pk]),
    "delete a file": lambda s: reverse("wagtaildocs:delete", args=[s.document.pk]),
    "usage of a file": lambda s: reverse("wagtaildocs:document_usage", args=[s.document.pk]),
    "chosen file": lambda s: reverse("wagtaildocs_chooser:chosen", args=[s.document.pk]),
    "download a file": lambda s: s.document.url,
    "delete many files": lambda s: _bulk("cms.sitedocument", "delete", s.document.pk),
    "edit a picture": lambda s: reverse("wagtailimages:edit", args=[s.picture.pk]),
    "delete a picture": lambda s: reverse("wagtailimages:delete", args=[s.picture.pk]),
    "usage of a picture": lambda s: reverse("wagtailimages:image_usage", args=[s.picture.pk]),
    "preview a picture": lambda s: reverse("wagtailimages:preview", args=[s.picture.pk, "max-100x100"]),
    "chosen picture": lambda s: reverse("wagtailimages_chooser:chosen", args=[s.picture.pk]),
    "format of a picture": lambda s: reverse("wagtailimages_chooser:select_format", args=[s.picture.pk]),
    "delete many pictures": lambda s: _bulk("cms.picture", "delete", s.picture.pk),
}


# Every place that lists things: name → (address, what of the own section must be in it).
LISTS = {
    "first page": (lambda s: reverse("wagtailadmin_home"), None),
    "explorer": (lambda s: reverse("wagtailadmin_explore", args=[s.index.pk]), "甲的草稿"),
    "explorer, whole tree": (
        lambda s: reverse("wagtailadmin_explore", args=[s.index.pk]) + "?q=的&search_all=1",
        "甲的草稿",
    ),
    "search for pages": (lambda s: reverse("wagtailadmin_pages:search") + "?q=草稿", "甲的草稿"),
    "pages of a kind": (
        lambda s: reverse("wagtailadmin_pages:type_use", args=["cms", "announcementpage"]),
        "甲的草稿",
    ),
    "tree for scripts": (lambda s: reverse("wagtailadmin_api:pages:listing"), "甲的草稿"),
    "choose a page": (lambda s: reverse("wagtailadmin_choose_page"), "甲中心"),
    "choose a page of a kind": (
        lambda s: reverse("wagtailadmin_choose_page_child", args=[s.index.pk]) + "?page_type=cms.announcementpage",
        "甲的草稿",
    ),
    "choose a page by words": (lambda s: reverse("wagtailadmin_choose_page_search") + "?q=草稿", "甲的草稿"),
    "files": (lambda s: reverse("wagtaildocs:index"), "甲的文件"),
    "files by words": (lambda s: reverse("wagtaildocs:index") + "?q=文件", "甲的文件"),
    "choose a file": (lambda s: reverse("wagtaildocs_chooser:choose"), "甲的文件"),
    "choose a file by words": (lambda s: reverse("wagtaildocs_chooser:choose_results") + "?q=文件", "甲的文件"),
    "chosen files": (
        lambda s: reverse("wagtaildocs_chooser:chosen_multiple") + "?id=" + "&id=".join(map(str, range(1, 9))),
        "甲的文件",
    ),
    "pictures": (lambda s: reverse("wagtailimages:index"), "甲的图片"),
    "choose a picture": (lambda s: reverse("wagtailimages_chooser:choose"), "甲的图片"),
    "choose a picture by words": (lambda s: reverse("wagtailimages_chooser:choose_results") + "?q=图片", "甲的图片"),
    "delete all files": (
        lambda s: reverse("wagtail_bulk_action", args=["cms", "sitedocument", "delete"]) + "?id=all",
        "甲的文件",
    ),
    "publish all": (
        lambda s: reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + "?id=all",
        "甲的草稿",
    ),
    "delete all": (
        lambda s: (
            reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id=all&childOf={s.index.pk}"
        ),
        "甲的草稿",
    ),
}


def _text(answer) -> str:
    """The answer with escaped characters readable, as chooser windows and the interface for scripts escape them."""
    text = answer.content.decode()
    return json.dumps(json.loads(text), ensure_ascii=False) if text.startswith("{") else text


# Places that list everybody's things: closed to all, so that nobody has to keep them apart.
CLOSED = {
    "wagtailadmin_api:images:listing": [],
    "wagtailadmin_api:documents:listing": [],
    "wagtailadmin_reports:site_history": [],
    "wagtailadmin_reports:aging_pages": [],
    "wagtailadmin_reports:locked_pages": [],
    "wagtailadmin_reports:page_types_usage": [],
    "wagtailadmin_collections:index": [],
    "wagtailadmin_workflows:index": [],
    "wagtailredirects:index": [],
    "wagtailadmin_tag_autocomplete": [],
    "wagtail_bulk_action": ["access", "user", "delete"],
}


class TestSurfaces(TestCase):
    """One pair of sections for all surfaces."""

    @pytest.fixture(autouse=True)
    def _sections(self, own, foreign):
        self.own, self.foreign = own, foreign

    def setUp(self):
        self.client.force_login(self.own.editor)

    def test_address_of_a_thing_opens_for_the_own_section_and_not_for_a_foreign_one(self):
        for surface, address in ADDRESSES.items():
            with self.subTest(surface):
                opened = self.client.get(address(self.own), follow=True)
                refused = self.client.get(address(self.foreign))

                assert b"".join(opened)
                assert (opened.status_code, refused.status_code) == (200, 404)
                assert "乙" not in refused.content.decode()

    def test_list_shows_the_own_section_only(self):
        for surface, (address, expected) in LISTS.items():
            with self.subTest(surface):
                answer = self.client.get(address(self.own))
                shown = _text(answer)

                assert answer.status_code == 200
                assert expected is None or expected in shown
                assert "乙" not in shown

    def test_place_that_lists_everybodys_things_is_closed(self):
        for name, arguments in CLOSED.items():
            with self.subTest(name):
                assert self.client.get(reverse(name, args=arguments)).status_code == 404


def test_foreign_announcement_cannot_be_published_by_a_forged_form(editor, foreign):
    editor.post(_bulk("wagtailcore.page", "publish", foreign.draft.pk))
    editor.post(reverse("wagtailadmin_pages:edit", args=[foreign.draft.pk]), {"title": "x", "action-publish": "1"})

    page = AnnouncementPage.objects.get(pk=foreign.draft.pk)
    assert (page.title, page.live) == ("乙的草稿", False)


def test_announcement_cannot_be_copied_or_moved_into_a_foreign_section(editor, own, foreign):
    before = set(foreign.index.get_children().values_list("pk", flat=True))

    editor.post(
        reverse("wagtailadmin_pages:copy", args=[own.draft.pk]),
        {"new_title": "抄", "new_slug": "copy", "new_parent_page": foreign.index.pk},
    )
    confirm = reverse("wagtailadmin_pages:move_confirm", args=[own.draft.pk, foreign.index.pk])

    assert editor.post(confirm).status_code == 404
    assert set(foreign.index.get_children().values_list("pk", flat=True)) == before


def test_editor_of_two_sections_has_both_and_not_a_third(client, own, foreign):
    third = section("丙")
    grant(foreign.centre, user=own.editor, role="centre_editor", reason="test", by=SYSTEM)
    client.force_login(own.editor)

    statuses = {
        part.centre.name_zh: client.get(ADDRESSES["edit a draft"](part)).status_code for part in (own, foreign, third)
    }
    shown = client.get(reverse("wagtailadmin_explore_root"), follow=True).content.decode()

    assert statuses == {"甲中心": 200, "乙中心": 200, "丙中心": 404}
    assert "丙" not in shown


def test_province_page_is_not_a_centre_editors(editor, home):
    page = announcement(AnnouncementIndexPage.objects.child_of(home).get(), "全省公告")

    for name in ("wagtailadmin_pages:edit", "wagtailadmin_pages:history"):
        assert editor.get(reverse(name, args=[page.pk])).status_code == 404
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[home.pk])).status_code == 404
    assert editor.get(reverse("wagtailadmin_explore", args=[Page.get_first_root_node().pk])).status_code == 404
