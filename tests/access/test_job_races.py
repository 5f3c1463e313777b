"""Several workers at the same moment: each job, each regular work and each message goes to one of them."""

import pytest

from access import beats, inbox, job_runner, jobs
from access.actor import Actor
from access.delivery import outbox
from access.domain import invitations
from access.enums import JobState
from access.models import Beat, Delivery, Job, LogEntry, SealedEntry
from access.roles import STEWARD
from access.sealing import chain, verification
from tests import receivers
from tests.access.test_races import RACERS, race
from tests.factories import network as make
from tests.factories.people import person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


@jobs.work("test.race")
def nothing(progress):
    """Is only claimed."""


def test_each_job_goes_to_one_worker():
    for _number in range(RACERS - 1):
        jobs.start("test.race", by=Actor.as_system("test"))

    claimed = race(lambda number: job_runner.claim(f"worker{number}"))

    # Who looked at a job that another one was just taking may go away empty, and looks again.
    taken = [job.pk for job in claimed if job is not None]
    while (job := job_runner.claim("again")) is not None:
        taken.append(job.pk)
    assert sorted(taken) == sorted(Job.objects.values_list("pk", flat=True))
    assert set(Job.objects.values_list("state", "attempts")) == {(JobState.RUNNING, 1)}


def test_each_regular_work_goes_to_one_worker():
    beats.sync()
    due = set(Beat.objects.due().values_list("name", flat=True))

    taken = race(lambda number: beats.take_due(f"worker{number}"))

    names = [name for each in taken for name in each]
    assert (len(names), set(names)) == (len(due), due)
    assert "access.reap" in due


@pytest.mark.alone
def test_entries_are_sealed_once_when_the_daily_head_meets_the_minutes_round():
    invitations.invite(make.hospital(), name="新同事", role=STEWARD, by=Actor.as_system("test"))
    waiting = LogEntry.objects.count()

    sealed = race(lambda number: chain.seal_finished(whole=bool(number % 2)))

    assert sum(sealed) == waiting == SealedEntry.objects.count() > 0
    assert list(verification.verify()) == []


def test_rows_of_regular_works_are_made_once():
    race(lambda number: beats.sync())
    assert Beat.objects.count() == len(beats.BEATS)


def test_each_message_is_sent_once(settings):
    with receivers.gateway() as gateway:
        settings.MESSAGE_BACKEND = "access.delivery.hook.send"
        settings.MESSAGE_HOOK_URL, settings.MESSAGE_HOOK_SECRET = gateway.url, "s" * 32
        people = [person(mobile=f"1380000000{number}") for number in range(5)]
        inbox.notify(people, "news.application.shared", make.hospital(), who="甲", about="乙")

        sent = race(lambda number: outbox.send_due())

        assert sum(sent) == len(gateway.calls) == len(people)
        assert not Delivery.objects.due().exists()
