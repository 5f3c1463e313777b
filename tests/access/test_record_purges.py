"""Old messages and jobs go after the days that the settings say; what waits or runs stays."""

from io import StringIO

import pytest
from django.core.management import call_command

from access import beats, inbox, record_retention
from access.actor import Actor
from access.domain import record_purges
from access.enums import DeliveryState, JobState
from access.models import Delivery, Job, LogEntry, Notification
from tests.factories import network as make
from tests.factories.people import person
from tools import clock

pytestmark = pytest.mark.django_db

OLD, NOW = "2025-06-01 09:00", "2026-03-05 09:00"


@pytest.fixture
def records(settings):
    """A message and a job in every state, old ones and new ones; the rows that are to stay."""
    settings.DELIVERY_KEEP_DAYS = settings.JOB_KEEP_DAYS = 180
    for moment in (OLD, "2025-12-01 09:00"):
        with clock.at(moment):
            _deliveries()
            _jobs()


def _deliveries() -> None:
    for state in DeliveryState.values:
        user = person()
        user.email = f"{user.username}@example.org"
        user.save()
        inbox.notify([user], "news.application.shared", make.hospital(), who="甲", about="乙")
        sent = clock.now() if state == DeliveryState.SENT else None
        Delivery.objects.filter(user=user).update(state=state, sent_at=sent)


def _jobs() -> None:
    facts = {
        JobState.QUEUED: {},
        JobState.RUNNING: {"lease": "018f0000-0000-7000-8000-000000000000", "worker": "w", "heartbeat": clock.now()},
        JobState.DONE: {"finished_at": clock.now()},
        JobState.FAILED: {"finished_at": clock.now(), "error_code": "x"},
        JobState.CANCELLED: {"finished_at": clock.now()},
    }
    for state, columns in facts.items():
        Job.objects.create(name="test", started_by="x", state=state, started_at=clock.now(), **columns)


def _left() -> tuple[int, int]:
    return Delivery.objects.count(), Job.objects.count()


@pytest.mark.usefixtures("records")
def test_what_is_over_for_long_goes_and_what_waits_or_runs_stays():
    with clock.at(NOW):
        assert record_purges.removable() == {"deliveries": 2, "jobs": 3}
        beats.run("access.purge_records")
        assert record_purges.removable() == {}
        beats.run("access.purge_records")

    old = clock.moment(OLD)
    assert set(Delivery.objects.filter(queued_at=old).values_list("state", flat=True)) == {"queued", "failed"}
    assert set(Job.objects.filter(queued_at=old).values_list("state", flat=True)) == {"queued", "running"}
    assert _left() == (6, 7)
    # The news themselves stay in their inboxes.
    assert Notification.objects.count() == 8
    logged = LogEntry.objects.filter(verb="records.purged").order_by("pk").values_list("changes", flat=True)
    assert list(logged) == [{"rows": [2, 0]}, {"rows": [3, 0]}]


def test_a_digest_goes_and_its_news_stay(settings):
    settings.DELIVERY_KEEP_DAYS = 180
    user = person(email="wang@example.org")
    with clock.at(OLD):
        sent = {"state": DeliveryState.SENT, "sent_at": clock.now()}
        digest = Delivery.objects.create(user=user, kind="digest", channel="email", address="w***@b", **sent)
        Notification.objects.create(user=user, code="news.application.shared", url="/", digest=digest, for_digest=True)
    with clock.at(NOW):
        record_purges.purge_all("deliveries", by=Actor.as_system("test"))
    assert (Delivery.objects.count(), Notification.objects.get().digest_id) == (0, None)


@pytest.mark.usefixtures("records")
def test_many_go_in_several_transactions(monkeypatch):
    monkeypatch.setattr(record_purges, "ROWS_AT_ONCE", 1)
    with clock.at(NOW):
        assert record_purges.purge_all("jobs", by=Actor.as_system("test")) == 3
    assert LogEntry.objects.filter(verb="records.purged").count() == 3


@pytest.mark.usefixtures("records")
def test_nothing_goes_where_all_is_kept(settings):
    settings.DELIVERY_KEEP_DAYS = settings.JOB_KEEP_DAYS = 0
    with clock.at(NOW):
        beats.run("access.purge_records")
        assert record_purges.removable() == {}
    assert _left() == (8, 10)


@pytest.mark.usefixtures("records")
def test_the_command_looks_first():
    said = []
    with clock.at(NOW):
        for options in (["--dry-run"], [], []):
            out = StringIO()
            call_command("purge_records", *options, stdout=out)
            said.append(len(out.getvalue().splitlines()))
            if options:
                assert _left() == (8, 10)
    assert (said, _left()) == ([2, 2, 1], (6, 7))


@pytest.mark.parametrize(("days", "faults"), [(0, 0), (30, 0), (29, 1), (-1, 1)])
def test_settings_that_keep_too_little_are_refused(settings, days, faults):
    settings.DELIVERY_KEEP_DAYS = days
    assert [fault.id for fault in record_retention.check_record_retention()] == ["access.E011"] * faults
