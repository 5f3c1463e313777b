"""Public pages are made once and then answered from memory, until what they show changes; only for nobody in particular."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access import generation
from access.domain import invitations
from access.roles import DEPARTMENT_OFFICER, HOSPITAL_ADMIN, SECURITY_ADMIN
from cms.domain import page_views
from cms.domain.pages import publish
from cms.models import AnnouncementIndexPage
from config import public_cache
from network.domain import hospitals
from tests.cms.conftest import announcement
from tests.factories import network as make
from tests.factories.people import actor
from tools import clock
from tools.page_store import PageStore

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_site")]

MOST_QUERIES = 12


@pytest.fixture
def kept(home, monkeypatch):
    """A store of its own for the test, and a site with an announcement."""
    monkeypatch.setattr(public_cache, "store", PageStore(1_000_000, 60))
    monkeypatch.setattr(generation._memory, "until", 0.0)
    page = announcement(AnnouncementIndexPage.objects.child_of(home).get(), "关于召开年会的通知")
    # The test's transaction never ends: what building the site left to do on commit is not this test's matter.
    connection.run_on_commit.clear()
    return page


def queries_of(client, address: str, **headers) -> tuple[int, object]:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, headers=headers)
    return len(queries), response


def test_first_visit_takes_a_dozen_queries_and_the_second_none(client, kept, monkeypatch):
    monkeypatch.setattr(page_views._tally, "written_at", float("inf"))
    first, made = queries_of(client, kept.get_url())
    second, answered = queries_of(client, kept.get_url())

    assert first <= MOST_QUERIES
    assert second == 0
    assert made.status_code == answered.status_code == 200
    assert made.content == answered.content
    assert answered.headers["Content-Security-Policy"] == made.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "address", ["/", "/en/", "/centres/", "/announcements/", "/network/", "/network/members/", "/announcements/feed/"]
)
def test_every_kind_of_public_page_is_kept(client, kept, address):
    client.get(address)
    count, response = queries_of(client, address)

    assert (count, response.status_code) == (0, 200)
    assert "csrfmiddlewaretoken" not in response.text
    assert "Set-Cookie" not in response.headers


def test_publishing_shows_at_once(client, kept, django_capture_on_commit_callbacks):
    client.get(kept.get_url())
    with django_capture_on_commit_callbacks(execute=True):
        kept.title = "关于年会延期的通知"
        publish(kept)

    assert "关于年会延期的通知" in client.get(kept.get_url()).text


def test_verb_on_public_data_begins_a_generation_and_one_on_private_data_does_not(
    kept, django_capture_on_commit_callbacks
):
    hospital, officer = make.hospital(name_zh="青禾县人民医院"), actor(DEPARTMENT_OFFICER)
    with django_capture_on_commit_callbacks() as after_public:
        hospitals.rename(hospital, name_zh="青禾县医院", on=clock.today(), reason="Renamed by order.", by=officer)
    connection.run_on_commit.clear()
    with django_capture_on_commit_callbacks() as after_private:
        invitations.invite(hospital, name="新同事", role=HOSPITAL_ADMIN, by=actor(SECURITY_ADMIN))

    assert generation.bump in after_public
    assert generation.bump not in after_private


def test_every_bump_is_another_generation(kept):
    before = generation.current()
    generation.bump()
    first = generation.current()
    generation.bump()

    assert before < first < generation.current()


def test_a_change_that_is_rolled_back_begins_no_generation(kept, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        generation.touch()
        generation.touch()

    assert waiting == [generation.bump]


def test_whoever_brings_a_cookie_is_answered_afresh(client, kept):
    client.get(kept.get_url())
    client.cookies["sessionid"] = "somebody"
    count, response = queries_of(client, kept.get_url())

    assert count > 0
    assert "ETag" not in response.headers


@pytest.mark.parametrize("query", ["?column=notice", "?page=2", "?x=1"])
def test_address_with_a_question_is_answered_afresh(client, kept, query):
    client.get("/announcements/" + query)
    count, _response = queries_of(client, "/announcements/" + query)

    assert count > 0


def test_pages_of_two_hosts_are_two(client, kept):
    one = client.get("/announcements/feed/", headers={"host": "a.example"}).text
    other = client.get("/announcements/feed/", headers={"host": "b.example"}).text

    assert "a.example" in one and "a.example" not in other


def test_browser_that_has_the_page_is_told_so(client, kept):
    tag = client.get(kept.get_url()).headers["ETag"]
    response = client.get(kept.get_url(), headers={"if-none-match": tag})

    assert (response.status_code, response.content) == (304, b"")


def test_visits_are_counted_from_memory_too(client, kept):
    for _ in range(3):
        client.get(kept.get_url())
    page_views._tally.write()

    assert page_views.visits(kept) == 3


def test_pages_of_a_person_are_not_kept(client, kept):
    for address in ("/accounts/login/", "/workspace/", "/health/live/", "/metrics/"):
        client.get(address)

    assert len(public_cache.store) == 0
