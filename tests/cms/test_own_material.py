"""A forged form cannot put another section's files, pictures or drafts onto a page."""

import re

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.domain.pages import publish
from cms.models import AnnouncementAttachment, AnnouncementPage

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("laid_foreign"),
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in. <function SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
    ),
]


def _form(page, *, attachments=(), related=(), blocks=(), action="action-publish") -> dict:
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "column": "notice",
            "summary": "",
            "issuer": "",
            "document_number": "",
            "issued_on": "",
            "published_on": "2026-03-05",
            "source": "",
            "source_url": "",
            "body": streamfield(list(blocks)),
            "attachments": inline_formset([{"document": d.pk, "title": ""} for d in attachments]),
            "related_entries": inline_formset(
                [{"title": "某文件", "document_number": "", "linked_page": p.pk} for p in related]
            ),
            action: "1",
        }
    )


# What a form may name: name → function from a section to the form's parts.
PARTS = {
    "an attachment": lambda s: {"attachments": [s.document]},
    "a file in the text": lambda s: {
        "blocks": [("attachment", {"document": s.document.pk, "title": ""})],
    },
    "a link to a file": lambda s: {
        "blocks": [("paragraph", rich_text(f'<p><a linktype="document" id="{s.document.pk}">文件</a></p>'))],
    },
    "a picture": lambda s: {
        "blocks": [("picture", {"image": s.picture.pk, "alt_text": "图", "decorative": ""})],
    },
    "a draft as related document": lambda s: {"related": [s.draft]},
    "a link to a draft": lambda s: {
        "blocks": [("paragraph", rich_text(f'<p><a linktype="page" id="{s.draft.pk}">草稿</a></p>'))],
    },
}


def _told(answer) -> str:
    """The page with what it holds for scripts readable: errors of the text are shown by one."""
    return re.sub(r"\\\\u([0-9a-f]{4})|\\u([0-9a-f]{4})", _character, answer.content.decode())


def _character(match) -> str:
    return chr(int(match[1] or match[2], 16))


@pytest.mark.parametrize("part", PARTS)
def test_foreign_material_is_refused_with_its_name_and_own_is_taken(editor, own, foreign, part):
    address = reverse("wagtailadmin_pages:edit", args=[own.live.pk])
    before = own.live.latest_revision_id

    refused = editor.post(address, _form(own.live, **PARTS[part](foreign)))
    page = AnnouncementPage.objects.get(pk=own.live.pk)
    assert refused.status_code == 200
    assert page.latest_revision_id == before
    assert any(word in _told(refused) for word in ("乙的文件", "乙的图片", "乙的草稿"))

    taken = editor.post(address, _form(own.live, **PARTS[part](own)))
    page.refresh_from_db()
    assert taken.status_code == 302
    assert page.latest_revision_id != before


def test_public_page_of_another_section_may_be_linked(editor, own, foreign):
    answer = editor.post(
        reverse("wagtailadmin_pages:edit", args=[own.live.pk]), _form(own.live, related=[foreign.live])
    )

    assert answer.status_code == 302
    assert AnnouncementPage.objects.get(pk=own.live.pk).related_entries.get().linked_page == foreign.live


def test_foreign_material_that_the_page_held_before_stays(editor, own, foreign):
    own.live.attachments = [AnnouncementAttachment(document=foreign.document)]
    publish(own.live)

    answer = editor.post(
        reverse("wagtailadmin_pages:edit", args=[own.live.pk]), _form(own.live, attachments=[foreign.document])
    )

    assert answer.status_code == 302


def test_new_page_is_checked_as_well(editor, own, foreign):
    address = reverse("wagtailadmin_pages:add", args=["cms", "announcementpage", own.index.pk])
    fresh = AnnouncementPage(title="新公告", slug="new")

    refused = editor.post(address, _form(fresh, attachments=[foreign.document]))
    assert refused.status_code == 200
    assert not AnnouncementPage.objects.filter(title="新公告").exists()

    taken = editor.post(address, _form(fresh, attachments=[own.document]))
    assert taken.status_code == 302
    assert AnnouncementPage.objects.get(title="新公告").live


@pytest.mark.parametrize("what", ["page", "index", "live"])
def test_what_belongs_to_the_structure_and_what_was_public_cannot_be_deleted(editor, own, what):
    page = getattr(own, what)

    assert editor.post(reverse("wagtailadmin_pages:delete", args=[page.pk])).status_code in (302, 403)
    assert type(page).objects.filter(pk=page.pk).exists()


def test_draft_that_was_never_public_can_be_deleted(editor, own):
    editor.post(reverse("wagtailadmin_pages:delete", args=[own.draft.pk]))

    assert not AnnouncementPage.objects.filter(pk=own.draft.pk).exists()


@pytest.mark.parametrize("what", ["page", "index"])
@pytest.mark.parametrize("act", ["unpublish", "copy", "move"])
def test_standing_page_stays_where_it_is(editor, own, what, act):
    page = getattr(own, what)

    answer = editor.post(reverse(f"wagtailadmin_pages:{act}", args=[page.pk]))

    assert answer.status_code in (302, 403)
    page.refresh_from_db()
    assert page.live
    assert type(page).objects.count() == type(page).objects.filter(live=True).count()


def test_nobody_adds_a_second_list_or_a_centres_page_by_hand(editor, own):
    for model in ("announcementindexpage", "centrepage"):
        answer = editor.get(reverse("wagtailadmin_pages:add", args=["cms", model, own.page.pk]))
        assert answer.status_code in (302, 403)


def test_page_cannot_be_hidden_behind_a_password(editor, own):
    for page in (own.page, own.live):
        assert editor.get(reverse("wagtailadmin_pages:set_privacy", args=[page.pk])).status_code in (302, 403)
