"""How a file is handed over."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from access.actor import Actor
from access.roles import CENTRE_ADMIN, HOSPITAL_COORDINATOR
from office.domain.attachments import attach
from tests.factories import membership as path
from tests.factories.papers import PDF, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return path.cast()


def _paper(cast, content: bytes = PDF, name: str = "材料 1.pdf"):
    by = Actor.of(cast.people[HOSPITAL_COORDINATOR])
    return attach(path.started(cast), SimpleUploadedFile(name, content), kind="other", by=by)


def _get(client, cast, paper, query: str = ""):
    client.force_login(cast.people[HOSPITAL_COORDINATOR])
    answer = client.get(paper.get_absolute_url() + query)
    b"".join(answer)
    return answer


def test_a_paper_is_a_download_in_a_sandbox_that_no_cache_keeps(client, cast):
    answer = _get(client, cast, _paper(cast), "?view")

    assert answer["Content-Type"] == "application/pdf"
    assert (
        answer["Content-Disposition"]
        == "attachment; filename=\"file.pdf\"; filename*=UTF-8''%E6%9D%90%E6%96%99%201.pdf"
    )
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_a_picture_opens_in_the_browser_when_asked_to(client, cast):
    paper = _paper(cast, picture(), "照片.jpg")

    assert _get(client, cast, paper)["Content-Disposition"].startswith("attachment")
    shown = _get(client, cast, paper, "?view")
    assert shown["Content-Disposition"].startswith("inline")
    assert (shown["Content-Type"], shown["Content-Security-Policy"][:8]) == ("image/jpeg", "sandbox;")


def test_the_type_is_that_of_the_content_and_not_of_the_name(client, cast):
    answer = _get(client, cast, _paper(cast, picture(), "page.html"))

    assert answer["Content-Type"] == "image/jpeg"


def test_a_draft_is_nobodys_elses(client, cast):
    paper = _paper(cast)
    client.force_login(cast.people[CENTRE_ADMIN])

    assert client.get(paper.get_absolute_url()).status_code == 404
