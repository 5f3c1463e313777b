"""The auditor's logbook: found by words and days, in plain words, and as a sheet."""

import pytest
from django.urls import reverse

from access import logbook
from access.actor import Actor
from access.presenters import act_title
from access.roles import AUDITOR, HOSPITAL_ADMIN
from tests.factories import network as make
from tests.factories.people import actor, holder
from tools import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(client):
    client.force_login(holder(AUDITOR))
    return client


@pytest.fixture
def entries():
    """One entry late on 4 March, one in the first minute of 5 March, both Shanghai time."""
    made = {}
    for name, moment in (("before", "2026-03-04 23:59"), ("after", "2026-03-05 00:00")):
        hospital = make.hospital(name_zh=f"示范{name}医院")
        with clock.at(moment):
            made[name] = logbook.record(
                hospital, by=actor(HOSPITAL_ADMIN, hospital), verb="role.granted", reason=f"理由 {name}"
            )
    return made


def _found(client, query="") -> list:
    return [row.record for row in client.get(reverse("access:logbook") + query).context["table"].rows]


def test_entries_stand_newest_first(auditor, entries):
    assert _found(auditor) == [entries["after"], entries["before"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?since=2026-03-05", ["after"]),
        ("?until=2026-03-04", ["before"]),
        ("?since=2026-03-04&until=2026-03-05", ["after", "before"]),
        ("?q=示范before", ["before"]),
        ("?q=理由 after", ["after"]),
        ("?q=示范 nothing", []),
    ],
)
def test_entries_are_found_by_days_in_shanghai_and_by_all_words(auditor, entries, query, expected):
    assert _found(auditor, query) == [entries[name] for name in expected]


def test_the_sheet_is_in_plain_words_and_shanghai_time(auditor, entries):
    sheet = b"".join(auditor.get(reverse("access:logbook") + "?export=csv").streaming_content).decode("utf-8-sig")

    line = next(line for line in sheet.splitlines() if "示范after医院" in line)
    assert line.startswith("2026-03-05 00:00:00")
    assert act_title("role.granted") in line and "role.granted" not in line
    assert "理由 after" in line


def test_history_on_a_page_is_that_of_the_object_for_those_who_see_it(client):
    hospital = make.hospital()
    admin = holder(HOSPITAL_ADMIN, hospital)
    role = admin.assignments.get()
    logbook.record(role, by=Actor.as_system("import"), verb="role.granted", reason="首任")
    client.force_login(admin)

    [entry] = client.get(role.get_absolute_url()).context["history"]

    assert (entry["who"], entry["text"], entry["reason"]) == ("import", act_title("role.granted"), "首任")
