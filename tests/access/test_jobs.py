"""Jobs: queued with their verb, taken once, carried out, taken back, and taken up again when a worker is gone."""

from datetime import timedelta

import pytest
from django.db import OperationalError, transaction
from django_tasks import task

from access import job_runner, jobs, texts
from access.actor import Actor
from access.enums import JobState
from access.job_texts import DEFECT, DONE, LOST, UNKNOWN
from access.models import Job
from access.refusals import Refused, refusal
from access.roles import HOSPITAL_ADMIN
from access.texts import text
from tests.factories import network as make
from tests.factories.people import actor
from tools import clock

pytestmark = pytest.mark.django_db

COUNTED = text("test.counted", "%(count)s people were counted.")
TOO_MANY = text("test.too_many", "There are more than %(most)s people.")
# What the works below were called with.
calls: list = []


@jobs.work("test.count", "Count")
def count(progress, *, most=5, ask_for=None):
    """Goes to ``most`` step by step; at step ``ask_for`` somebody asks for its end."""
    for number in range(most):
        if number == ask_for:
            jobs.ask_to_cancel(Job.objects.get(pk=progress.job.pk))
        progress.advance(number, most)
        progress.check_cancelled()
        calls.append(number)
    return {"code": COUNTED, "params": {"count": most}, "url": "/workspace/"}


@jobs.work("test.fail")
def fail(progress, *, how):
    """Ends in one of the ways in which works end badly."""
    calls.append(how)
    raise {
        "refused": Refused(refusal(TOO_MANY, most=3)),
        "defect": ValueError("of the work"),
        "database": OperationalError("gone"),
        "stopped": jobs.Interrupted(),
    }[how]


@jobs.work("test.act")
def act(progress):
    """Says who acts."""
    calls.append((progress.by.label, progress.by.origin))


@task(backend="jobs")
def double(number):
    """A task of the framework's interface."""
    return number * 2


@pytest.fixture(autouse=True)
def _no_calls():
    calls.clear()


def _start(name="test.count", by=None, **options) -> Job:
    return jobs.start(name, by=by or Actor.as_system("test"), **options)


def _after(job: Job) -> Job:
    job.refresh_from_db()
    return job


@pytest.mark.both
def test_a_job_is_done_with_its_result_in_the_readers_language(in_english):
    job = _start(most=3)
    assert (job.state, job.share, job.sentence) == (JobState.QUEUED, None, "")

    assert job_runner.run_waiting() == 1

    _after(job)
    assert (job.state, job.done, job.total, job.share, job.attempts) == (JobState.DONE, 3, 3, 100, 1)
    assert (job.sentence, job.result_url, job.lease) == ("3 people were counted.", "/workspace/", None)
    assert job.finished_at is not None
    assert calls == [0, 1, 2]


def test_a_job_without_a_result_is_simply_done():
    job = _start("test.act")
    job_runner.run_waiting()
    assert (_after(job).result, job.sentence) == (None, texts.render(DONE))


def test_a_job_acts_as_the_person_who_started_it():
    by = actor(HOSPITAL_ADMIN, make.hospital())
    _start("test.act", by=by)
    _start("test.act")
    job_runner.run_waiting()
    assert calls == [(by.user.name, "job"), ("test", "job")]


def test_a_job_about_a_thing_belongs_to_its_hospital_too():
    hospital = make.hospital()
    hospital.hospital_id = hospital.pk
    job = _start(about=hospital)
    assert (job.object_uid, job.object_label, job.object_url) == (
        hospital.uid,
        str(hospital),
        hospital.get_absolute_url(),
    )
    assert list(Job.objects.about(hospital)) == [job]
    assert job.hospital_id == hospital.pk


def test_unknown_work_is_not_started():
    with pytest.raises(LookupError, match=r"test\.nothing"):
        _start("test.nothing")


def test_a_job_of_a_verb_that_is_rolled_back_never_was():
    with transaction.atomic():
        _start()
        transaction.set_rollback(True)
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("how", "code", "params"),
    [("refused", TOO_MANY, {"most": 3}), ("defect", DEFECT, {})],
)
def test_a_failed_job_says_why_and_is_not_tried_again(how, code, params):
    job = _start("test.fail", how=how)
    assert job_runner.run_waiting() == 1
    _after(job)
    assert (job.state, job.error_code, job.error_params) == (JobState.FAILED, code, params)
    assert "of the work" not in job.sentence


def test_work_that_this_version_does_not_know_fails_plainly():
    job = _start()
    Job.objects.update(name="test.of_yesterday")
    other = _start()
    Job.objects.filter(pk=other.pk).update(name="task:tests.access.nowhere.work")
    job_runner.run_waiting()
    assert {_after(job).error_code, _after(other).error_code} == {UNKNOWN}


def test_a_job_that_the_database_interrupted_is_tried_again_later_and_ends_plainly(in_english):
    with clock.at("2026-03-05 09:00"):
        job = _start("test.fail", how="database", max_attempts=2)
        assert job_runner.run_waiting() == 1
        assert (_after(job).state, job.attempts) == (JobState.QUEUED, 1)
        clock.advance(seconds=job_runner.RETRY_SECONDS)
        job_runner.run_waiting()
    assert (_after(job).state, job.error_code) == (JobState.FAILED, LOST)
    assert "interrupted 2 times" in job.sentence


def test_a_job_that_its_worker_gives_back_has_lost_no_attempt():
    job = _start("test.fail", how="stopped")
    job_runner.run_one("first")
    assert (_after(job).state, job.attempts, job.lease) == (JobState.QUEUED, 0, None)


def test_a_worker_that_is_told_to_stop_leaves_at_the_next_good_place():
    job = _start()
    job_runner.run_one("first", stopping=lambda: True)
    assert (_after(job).state, calls) == (JobState.QUEUED, [])


def test_a_waiting_job_taken_back_never_begins():
    job = _start()
    jobs.ask_to_cancel(job)
    assert job_runner.run_waiting() == 0
    assert (job.state, calls) == (JobState.CANCELLED, [])
    assert job.finished_at is not None


def test_a_running_job_taken_back_ends_at_its_next_step():
    job = _start(ask_for=2)
    job_runner.run_waiting()
    assert (_after(job).state, calls) == (JobState.CANCELLED, [0, 1])


def test_taking_back_what_has_ended_changes_nothing():
    job = _start()
    job_runner.run_waiting()
    jobs.ask_to_cancel(job)
    assert (job.state, job.cancel_asked) == (JobState.DONE, False)


@pytest.mark.both
def test_a_silent_job_runs_again_and_its_old_worker_can_no_longer_write(settings):
    with clock.at("2026-03-05 09:00"):
        job = _start(most=2)
        lost = job_runner.claim("first")
        clock.advance(seconds=settings.JOB_LOST_SECONDS)
        assert job_runner.reap() == 0
        clock.advance(seconds=1)
        assert job_runner.reap() == 1

        again = job_runner.claim("second")
        assert (again.pk, again.attempts) == (job.pk, 2)
        # The first worker was only slow. It may neither end the job nor go on with it.
        job_runner.carry_out(lost)
        assert calls == []
        assert (_after(job).state, job.worker) == (JobState.RUNNING, "second")
        job_runner.carry_out(again)
    assert (_after(job).state, calls) == (JobState.DONE, [0, 1])


def test_a_sign_of_life_keeps_a_job_with_its_worker(settings):
    with clock.at("2026-03-05 09:00"):
        _start()
        job = job_runner.claim("first")
        for _minute in range(3):
            clock.advance(seconds=settings.JOB_LOST_SECONDS)
            job_runner.beat_heart(job.lease)
            assert job_runner.reap() == 0


def test_the_jobs_of_a_dead_worker_are_taken_up_at_once():
    _start()
    kept = _start()
    job_runner.claim("dead")
    job_runner.claim("alive")
    assert job_runner.reap(["dead"]) == 1
    assert (_after(kept).state, kept.worker) == (JobState.RUNNING, "alive")


def test_a_job_that_kills_every_worker_is_given_up():
    job = _start(max_attempts=2)
    for _attempt in range(2):
        job_runner.claim("dead")
        job_runner.reap(["dead"])
    assert (_after(job).state, job.error_code, job.error_params) == (JobState.FAILED, LOST, {"attempts": 2})


def test_a_lost_job_that_was_taken_back_is_cancelled():
    job = _start()
    job_runner.claim("dead")
    jobs.ask_to_cancel(job)
    job_runner.reap(["dead"])
    assert _after(job).state == JobState.CANCELLED


def test_a_slow_job_writes_its_progress_in_bounded_numbers(django_assert_max_num_queries):
    job = _start(most=1)
    claimed = job_runner.claim("first")
    progress = jobs.Progress(claimed)
    with django_assert_max_num_queries(20):
        for number in range(5000):
            progress.advance(number, 5000)
    progress.advance(5000, 5000)
    assert (_after(job).done, job.total, job.share) == (5000, 5000, 100)


def test_a_task_of_the_framework_waits_for_the_worker_in_the_same_table():
    result = double.enqueue(21)
    assert not result.is_finished
    job_runner.run_waiting()
    result.refresh()
    assert (result.return_value, result.attempts) == (42, 1)
    assert double.get_result(result.id).args == [21]


def test_a_task_that_is_to_run_later_waits_until_then():
    with clock.at("2026-03-05 09:00"):
        double.using(run_after=clock.now() + timedelta(hours=1)).enqueue(1)
        assert job_runner.run_waiting() == 0
        clock.advance(hours=1)
        assert job_runner.run_waiting() == 1
