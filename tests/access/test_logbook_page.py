"""The auditor's logbook: found by words and days, in plain words, and as a sheet."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from access import jobs, logbook, paging
from access.actor import Actor
from access.enums import EntryKind
from access.models import Job, LogEntry, LogSeal, SealedEntry
from access.presenters import act_title
from access.roles import AUDITOR, HOSPITAL_ADMIN
from access.views import logbook as logbook_pages
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
    """What the list shows, but for the traces of signing in and of looking at it."""
    rows = client.get(reverse("access:logbook") + query).context["table"].rows
    return [row.record for row in rows if row.record.kind == EntryKind.ACT]


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


@pytest.fixture
def told(client):
    """A small story: two hospitals, two people, an act each, one reading and one refusal."""
    made = {}
    for name, verb, address in (("甲", "hospital.renamed", "10.0.0.1"), ("乙", "profile.updated", "10.9.9.9")):
        hospital = make.hospital(name_zh=f"示范{name}医院")
        by = Actor.of(holder(HOSPITAL_ADMIN, hospital), address=address)
        made[name] = logbook.record(hospital, by=by, verb=verb, reason=f"理由{name}")
        made[f"person {name}"] = by.user
    client.force_login(made["person 甲"])
    client.get(reverse("access:logbook"))
    made["refused"] = LogEntry.objects.get(verb="door.refused")
    client.force_login(holder(AUDITOR))
    made["client"] = client
    return made


SEARCHES = {
    "person": (lambda told: {"person": told["person 甲"].name}, {"甲", "refused"}),
    "organisation": (lambda told: {"organisation": "示范甲"}, {"甲"}),
    "unknown organisation": (lambda told: {"organisation": "没有的医院"}, set()),
    "kind of object": (lambda told: {"object_kind": "network.hospital"}, {"甲", "乙"}),
    "name of object": (lambda told: {"object": "乙 医院"}, {"乙"}),
    "identifier of object": (lambda told: {"object": str(told["甲"].object_uid)}, {"甲"}),
    "act": (lambda told: {"act": "profile.updated"}, {"乙"}),
    "outcome": (lambda told: {"outcome": "refused"}, {"refused"}),
    "address": (lambda told: {"address": "10.9."}, {"乙"}),
    "words": (lambda told: {"q": "示范 理由甲"}, {"甲"}),
    "several at once": (lambda told: {"object_kind": "network.hospital", "act": "profile.updated"}, {"乙"}),
    "several that exclude each other": (lambda told: {"outcome": "read", "act": "profile.updated"}, set()),
}


@pytest.mark.parametrize("search", SEARCHES)
def test_an_auditor_finds_by(told, search):
    asked, expected = SEARCHES[search]
    answer = told["client"].get(reverse("access:logbook"), asked(told))

    shown = {row.record.pk for row in answer.context["table"].rows}
    named = {told[name].pk: name for name in ("甲", "乙", "refused")}
    assert {named[pk] for pk in shown if pk in named} == expected


@pytest.mark.usefixtures("in_english")
def test_a_row_says_what_changed_and_whether_it_is_sealed(client, settings):
    settings.LANGUAGE_CODE = "en"
    hospital = make.hospital(level="3A")
    logbook.record(hospital, by=Actor.as_system("import"), verb="hospital.renamed", changes={"name_zh": ("旧", "新")})
    client.force_login(holder(AUDITOR))
    client.cookies["django_language"] = "en"
    cells = _cells(client)
    assert (cells["verb"], cells["seal_number"]) == ("renamed the hospital", "not yet")
    assert cells["changes"] == "Chinese name: 旧 → 新"

    LogSeal.objects.create(number=1, **SEAL)
    SealedEntry.objects.create(entry_id=LogEntry.objects.get(verb="hospital.renamed").pk, seal=1, digest=b"")

    assert _cells(client)["seal_number"] == "batch 1"


SEAL = {"form": 1, "kind": "act", "count": 1, "total": 1, "first_id": 1, "last_id": 1, "horizon": 0} | dict.fromkeys(
    ("oldest_at", "newest_at", "sealed_at"), datetime(2026, 3, 5, tzinfo=UTC)
)


def _cells(client) -> dict:
    table = client.get(reverse("access:logbook") + "?act=hospital.renamed").context["table"]
    [row] = table.rows
    return {name: str(row.get_cell_value(name)) for name in ("verb", "changes", "seal_number")}


@pytest.mark.parametrize(("form", "most"), [("csv", 3), ("xlsx", 3)])
def test_more_than_a_file_takes_is_refused_with_what_to_do(told, settings, form, most):
    settings.LOGBOOK_EXPORT_ROWS = {form: most}

    answer = told["client"].get(reverse("access:logbook"), {"export": form})
    few = told["client"].get(reverse("access:logbook"), {"export": form, "act": "profile.updated"})

    assert answer.status_code == 409 and "3" in str(answer.context["reason"])
    assert few.status_code == 200
    assert list(LogEntry.objects.filter(verb="list.exported").values_list("changes__rows", flat=True)) == [["", 1]]


def test_an_export_holds_every_filtered_row_in_the_order_asked_for(auditor, entries, monkeypatch):
    monkeypatch.setattr(logbook_pages, "PORTION", 1)
    url = reverse("access:logbook") + "?act=role.granted&export=csv&sort=at"

    lines = b"".join(auditor.get(url).streaming_content).decode("utf-8-sig").splitlines()

    assert [line[:16] for line in lines[1:]] == ["2026-03-04 23:59", "2026-03-05 00:00"]


def test_counting_stops_where_nobody_leafs_any_more(auditor, entries, monkeypatch):
    monkeypatch.setattr(paging, "MOST", 1)

    answer = auditor.get(reverse("access:logbook"))

    paginator = answer.context["table"].page.paginator
    assert (paginator.count, paginator.is_cut, paginator.num_pages) == (1, True, 1)
    assert "+" in answer.content.decode().split("table__count")[1][:40]


def test_a_check_is_a_job_that_says_what_it_found(auditor):
    answer = auditor.post(reverse("access:check_logbook"))

    job = Job.objects.get(name="logbook.verify")
    assert answer.url == job.get_absolute_url()
    assert LogEntry.objects.get(verb="logbook.check_started").object_uid == job.uid
    found = jobs.WORK[job.name](jobs.Progress(job))
    assert found == {"code": "logbook.sound", "params": {"entries": 0, "seals": 0}}


def test_history_on_a_page_is_that_of_the_object_for_those_who_see_it(client):
    hospital = make.hospital()
    admin = holder(HOSPITAL_ADMIN, hospital)
    role = admin.assignments.get()
    logbook.record(role, by=Actor.as_system("import"), verb="role.granted", reason="首任")
    client.force_login(admin)

    [entry] = client.get(role.get_absolute_url()).context["history"]

    assert (entry["who"], entry["text"], entry["reason"]) == ("系统（import）", act_title("role.granted"), "首任")
