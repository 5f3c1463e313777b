"""Log lines: JSON, with the request's number and nothing of its contents."""

import json
import logging
import re
import sys

import pytest
from django.urls import get_resolver, reverse

from access.actor import Actor
from access.domain import invitations
from access.roles import HOSPITAL_ADMIN, STEWARD
from access.secret_addresses import SECRET_PARTS, without_secrets
from config.logs import JsonLines, NoSecrets, request_id
from tests.factories import network as make
from tests.factories.people import holder
from tests.guards.rules_urls import routes

pytestmark = pytest.mark.django_db


def line_of(**values) -> dict:
    record = logging.makeLogRecord({"name": "work", "levelname": "INFO", "msg": "%s done", "args": ("all",), **values})
    return json.loads(JsonLines().format(record))


def test_line_is_one_line_of_json():
    line = line_of(facts={"view": "home", "人": "值"})

    assert line.pop("time").endswith("+00:00")
    assert line == {"level": "INFO", "logger": "work", "message": "all done", "view": "home", "人": "值"}


def test_line_names_the_request_that_it_belongs_to():
    token = request_id.set("abcd1234")
    try:
        assert line_of()["request_id"] == "abcd1234"
    finally:
        request_id.reset(token)


def test_line_holds_the_traceback():
    try:
        raise ValueError("broken")
    except ValueError:
        line = line_of(exc_info=sys.exc_info())

    assert "ValueError: broken" in line["exception"]


def test_request_leaves_a_line_without_its_question(client, caplog):
    with caplog.at_level("INFO", "request"):
        response = client.get("/search/?q=secret-words")
    (record,) = [record for record in caplog.records if record.name == "request"]

    assert record.facts["status"] == 200
    assert record.facts["view"] == "search"
    assert "secret-words" not in JsonLines().format(record)
    assert response.headers["X-Request-ID"]


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [("0af7651916cd43dd8448eb211c80319c", True), ("x", False), ("a" * 33, False), ("a b\tcdefgh", False)],
)
def test_number_of_a_server_in_front_is_taken_when_it_is_one(client, given, is_taken):
    assert (client.get("/health/live/", headers={"x-request-id": given}).headers["X-Request-ID"] == given) is is_taken


def written(caplog) -> str:
    """What the handler would write of the captured records."""
    return "\n".join(JsonLines().format(record) for record in caplog.records if NoSecrets().filter(record))


def test_no_line_holds_the_secret_of_an_invitation(client, caplog):
    hospital = make.hospital()
    _invitation, secret = invitations.invite(
        hospital, name="新", role=STEWARD, by=Actor.of(holder(HOSPITAL_ADMIN, hospital))
    )
    with caplog.at_level("INFO"):
        assert client.get(reverse("invitation", args=[secret])).status_code == 200
        for cut in (secret.lower(), secret[:-1], f"{secret}/", f"{secret}/x/"):
            client.get(f"/accounts/invitation/{cut}/")
            client.get(f"/en/accounts/invitation/{cut}")

    assert "Not Found: /accounts/invitation/…" in written(caplog)
    assert secret[:-1].lower() not in written(caplog).lower()


def test_no_line_holds_the_key_of_a_new_password(client, caplog):
    link = reverse("account_reset_password_from_key", args=["1z", "d3x-0123456789abcdef"])
    with caplog.at_level("INFO"):
        client.get(link)
        client.get(link.rstrip("/") + "x/y/")
        client.get(reverse("account_reset_password_from_key_done"))

    assert "0123456789abcdef" not in written(caplog)
    assert reverse("account_reset_password_from_key_done") in written(caplog)


def test_filter_stands_before_what_is_written(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["no_secrets"]
    assert settings.LOGGING["filters"]["no_secrets"]["()"] == "config.logs.NoSecrets"


def _is_secret(route) -> bool:
    """Whether an address in use has a secret part; the page editor's own way to a new password is closed."""
    names = set(re.findall(r"<(?:\w+:)?(\w+)>", route.pattern))
    return bool(SECRET_PARTS & names) and not route.pattern.startswith("editor/")


def test_each_address_with_a_secret_part_is_known():
    found = [route.pattern for route in routes(get_resolver().url_patterns) if _is_secret(route)]
    addresses = [re.sub(r"\(\?P<\w+>[^)]*\)|<[\w:]+>", "s3cr3t", one).replace("^", "") for one in found]

    assert len(addresses) == 5
    assert [one for one in addresses if "s3cr3t" in without_secrets("/" + one)] == []
