"""A file is public exactly as long as a published page links to it."""

import pytest
from django.conf import settings

from cms.domain.pages import publish
from cms.domain.site_documents import keep
from cms.models import AnnouncementAttachment, SiteDocument
from tests.cms.conftest import announcement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_foreign")]


def _status(client, document: SiteDocument) -> int:
    answer = client.get(document.url)
    b"".join(answer)
    return answer.status_code


def test_file_of_a_draft_is_not_there_for_visitors_but_for_its_editor(client, own, foreign):
    own.draft.attachments = [AnnouncementAttachment(document=own.document)]
    own.draft.save_revision()

    assert _status(client, own.document) == 404
    client.force_login(own.editor)
    assert _status(client, own.document) == 200
    client.force_login(foreign.editor)
    assert _status(client, own.document) == 404


def test_file_becomes_public_with_its_page_and_stops_with_it(client, own):
    own.draft.attachments = [AnnouncementAttachment(document=own.document)]
    publish(own.draft)
    assert _status(client, own.document) == 200

    own.draft.refresh_from_db()
    own.draft.unpublish()
    assert _status(client, own.document) == 404


def test_file_that_only_a_newer_draft_of_a_public_page_holds_is_not_public(client, own):
    own.live.attachments = [AnnouncementAttachment(document=own.document)]
    own.live.save_revision()

    assert _status(client, own.document) == 404


def test_file_linked_from_the_text_of_a_public_page_is_public(client, own):
    link = f'<p><a linktype="document" id="{own.document.pk}">文件</a></p>'
    announcement(own.index, "带链接的公告", body=[("paragraph", link)])

    assert _status(client, own.document) == 200


def test_file_lies_in_the_private_storage_under_a_key_and_comes_back_under_its_name(client, own):
    document = keep("关于申报的附件 1.pdf", b"%PDF-1.7", collection=own.page.collection)
    own.live.attachments = [AnnouncementAttachment(document=document)]
    publish(own.live)

    answer = client.get(document.url)

    assert b"".join(answer) == b"%PDF-1.7"
    assert document.file.path.startswith(str(settings.VAR_DIR / "private" / "cms"))
    assert "附件" not in document.file.name
    assert document.filename == "关于申报的附件 1.pdf"


def test_the_same_file_is_kept_once(own):
    first = keep("a.txt", b"same", collection=own.page.collection)

    assert keep("a.txt", b"same", collection=own.page.collection) == first
    assert keep("a.txt", b"other", collection=own.page.collection) != first


@pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <function SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)
def test_picture_is_shown_by_a_public_rendition_with_its_description_and_its_original_stays_private(client, own):
    block = {"image": own.picture.pk, "alt_text": "年会合影", "decorative": False}
    own.live.body.append(("picture", own.live.body.stream_block.child_blocks["picture"].to_python(block)))
    publish(own.live)

    shown = client.get(own.live.url).content.decode()

    rendition = own.picture.renditions.get(filter_spec="max-1280x1280")
    assert f'src="{rendition.url}"' in shown
    assert 'alt="年会合影"' in shown
    assert rendition.file.path.startswith(str(settings.MEDIA_ROOT))
    assert own.picture.file.path.startswith(str(settings.VAR_DIR / "private"))
    assert b"".join(client.get(rendition.url)).startswith(b"\x89PNG")
