"""Log lines: JSON, with the request's number and nothing of its contents."""

import json
import logging
import sys

import pytest

from config.logs import JsonLines, request_id

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
