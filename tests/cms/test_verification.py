"""Strangers check certificates: valid, over, withdrawn, unknown; public facts only, never kept, not guessed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access import visitor_limits
from access.roles import CENTRE_ADMIN
from cms.domain import verification
from network.domain import certificates, memberships
from tests.factories import membership as path
from tools import clock

pytestmark = pytest.mark.django_db


def stage() -> tuple:
    cast = path.cast()
    return cast, certificates.issue(path.joined(cast), kind="certificate", by=cast.actor(CENTRE_ADMIN))


@pytest.fixture
def cast(built):
    return built[0]


@pytest.fixture
def paper(built):
    return built[1]


def opened(client, paper, prefix=""):
    return client.get(f"{prefix}/verify/{paper.code}/")


def test_the_qr_code_and_the_typed_code_give_the_same(client, paper):
    scanned = opened(client, paper)
    typed = client.get(
        "/verify/", {"number": paper.number.lower(), "code": paper.printed_code.lower().replace(" ", "-")}
    )

    for page in (scanned, typed):
        assert (page.status_code, page.context["certificate"], page.context["standing"]) == (200, paper, "valid")
        assert "no-store" in page.headers["Cache-Control"]
        assert not page.cookies
    assert client.get("/verify/").status_code == 200


def test_it_shows_public_facts_and_nothing_else(client, paper, cast):
    certificates.withdraw(paper, reason="内部原因", expected=1, by=cast.actor(CENTRE_ADMIN))
    said = opened(client, paper).content.decode()

    assert paper.number in said and paper.hospital.name_zh in said
    assert "内部原因" not in said
    assert not any(person.name in said for person in cast.people.values())


def test_each_standing_has_its_answer(client, paper, cast):
    member = paper.membership
    memberships.suspend(member, reason="秘密", expected=member.version, by=cast.actor(CENTRE_ADMIN))
    page = opened(client, paper)
    assert page.context["standing"] == "interrupted" and "秘密" not in page.content.decode()
    member.refresh_from_db()
    memberships.reinstate(member, reason="x", expected=member.version, by=cast.actor(CENTRE_ADMIN))
    with clock.at(clock.now() + timedelta(days=5000)):
        page = opened(client, paper)
    assert page.context["standing"] == "ended" and member.valid_to.isoformat() in page.content.decode()
    certificates.withdraw(paper, reason="x", expected=1, by=cast.actor(CENTRE_ADMIN))
    assert opened(client, paper).context["standing"] == "withdrawn"


def test_a_replaced_one_says_so_and_does_not_lead_to_the_new_code(client, paper, cast):
    newer = certificates.issue(paper.membership, kind="certificate", reason="遗失", by=cast.actor(CENTRE_ADMIN))
    said = opened(client, paper).content.decode()

    assert opened(client, paper).context["standing"] == "replaced"
    assert newer.code not in said and newer.number not in said


def test_what_is_wrong_always_gets_the_same_answer_for_the_same_work(client, paper):
    asked = [
        {"number": paper.number, "code": "AAAA AAAA AAAA"},
        {"number": "NOBODY-ZS-2020-0001", "code": paper.code},
        {"number": "NOBODY", "code": "x"},
        {"number": paper.number, "code": "证书"},
    ]
    answers, counts = set(), set()
    for data in asked:
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/verify/", data)
        assert (page.status_code, page.context["certificate"]) == (404, None)
        answers.add(page.content.decode().replace(page.headers.get("X-Request-ID", "-"), "").split("<section")[0])
        counts.add(sum("network_certificate" in query["sql"] for query in queries))

    assert len(answers) == 1 and counts == {1}


@pytest.mark.parametrize("code", ["AAAAAAAAAAAA", "x" * 400, "%00", "..", "'", "证书", "<script>"])
def test_hostile_codes_are_unknown_ones(client, paper, code):
    page = client.get(f"/verify/{code}/")
    assert page.status_code == 404
    assert "<script>" not in page.content.decode()


def test_missing_and_hostile_fields_are_told_at_the_field(client, paper):
    for data in ({"number": "", "code": ""}, {"number": "\0", "code": "\0"}, {"number": "9" * 500, "code": "x"}):
        assert client.get("/verify/", data).status_code == 422, data


def test_too_many_questions_from_one_address_are_refused(client, paper, monkeypatch):
    monkeypatch.setitem(visitor_limits.RATES, "verify", "3/m/ip")
    statuses = [client.get("/verify/AAAAAAAAAAAA/").status_code for _place in range(4)]

    assert statuses == [404, 404, 404, 429]
    assert opened(client, paper).status_code == 429
    assert client.get("/verify/").status_code == 200


def test_english_readers_and_posting(client, paper):
    page = opened(client, paper, "/en")
    assert 'lang="en"' in page.content.decode()
    assert client.post("/verify/").status_code == 405


@pytest.mark.parametrize(
    ("typed", "kept"), [("abcd 2345-efgh", "ABCD2345EFGH"), ("", ""), ("证书A", "A"), ("A" * 99, "A" * 40)]
)
def test_spellings_of_a_code(typed, kept):
    assert verification.spelt(typed) == kept
