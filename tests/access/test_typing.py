"""Nothing typed is lost: the server's side. A sign of life, a form without a valid token, a page of somebody else."""

import pytest
from django.test import Client
from django.urls import reverse

from access.person_keys import person_key
from access.way_back import way_back
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def test_sign_of_life_says_nothing(client):
    client.force_login(person())

    answer = client.get(reverse("workspace:awake"))

    assert (answer.status_code, answer.content) == (204, b"")


def test_form_without_a_valid_token_shows_its_text_again(in_english):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person())
    typed = {
        "reason": "三年来的<b>工作</b>",
        "password": "secret-1",
        "csrfmiddlewaretoken": "stale-1",
        "code": "778899",
    }

    answer = client.post(
        reverse("workspace:switch_hat"), typed, headers={"Referer": "http://testserver/workspace/search/?q=1"}
    )
    text = answer.content.decode()

    assert answer.status_code == 403
    assert "三年来的&lt;b&gt;工作&lt;/b&gt;" in text
    assert not any(secret in text for secret in ("secret-1", "stale-1", "778899"))
    assert answer.context["back"] == "/workspace/search/?q=1"
    # Whoever sent it: another site's form must not become valid by one press.
    assert 'method="post"' not in text


def test_script_without_a_valid_token_is_told_so():
    client = Client(enforce_csrf_checks=True)
    client.force_login(person())

    answer = client.post(reverse("workspace:switch_hat"), headers={"Accept": "application/json"})

    assert answer.status_code == 403 and answer.json()["message"]


def test_page_made_for_another_person_saves_nothing(client):
    first, second = person(), person()
    client.force_login(second)

    refused = client.post(reverse("workspace:read_all"), headers={"X-Person": person_key(first)})
    accepted = client.post(reverse("workspace:read_all"), headers={"X-Person": person_key(second)})

    assert (refused.status_code, accepted.status_code) == (409, 302)
    assert refused.json()["message"]


def test_key_of_a_person_is_stable_and_tells_nothing():
    first, second = person(), person()

    assert person_key(first) == person_key(first) != person_key(second)
    assert str(first.pk) not in person_key(first) or len(person_key(first)) == 24


@pytest.mark.parametrize(
    ("referer", "expected"),
    [
        ("http://testserver/workspace/people/", "/workspace/people/"),
        ("http://testserver/workspace/people/?page=2#x", "/workspace/people/?page=2"),
        ("http://evil.example/workspace/", "/workspace/hat/"),
        ("javascript:alert(1)", "/workspace/hat/"),
        ("", "/workspace/hat/"),
    ],
)
def test_way_back_of_a_sent_form_is_its_page_on_this_site(rf, referer, expected):
    assert way_back(rf.post("/workspace/hat/", headers={"Referer": referer})) == expected


def test_way_back_of_a_page_is_itself(rf):
    assert way_back(rf.get("/workspace/?a=1", headers={"Referer": "http://testserver/x/"})) == "/workspace/?a=1"


def test_form_sent_after_the_session_ended_leads_back_to_its_page(client):
    answer = client.post(reverse("workspace:switch_hat"), headers={"Referer": "http://testserver/workspace/search/"})

    assert answer.url == reverse("account_login") + "?next=/workspace/search/"
