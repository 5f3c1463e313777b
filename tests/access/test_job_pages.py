"""Pages of jobs, of operation, and of how news reach a person: who sees and does what."""

import pytest
from django.urls import reverse

from access import beats, inbox, job_runner, jobs
from access.actor import Actor
from access.domain import jobs as verbs
from access.door import Forbidden
from access.enums import JobState
from access.models import ChannelChoice, Delivery, Job, LogEntry
from access.refusals import Refused
from access.roles import (
    AUDITOR,
    CENTRE_ADMIN,
    DEPARTMENT_OFFICER,
    HOSPITAL_ADMIN,
    HOSPITAL_COORDINATOR,
    SECURITY_ADMIN,
    STEWARD,
    SYSTEM_ADMIN,
)
from access.texts import text
from network.models import MembershipApplication
from tests.access.channel_forms import typed_choices
from tests.factories import network as make
from tests.factories.people import actor, holder, person

pytestmark = pytest.mark.django_db

CHECKED = text("test.checked", "Everything was checked.")


@jobs.work("test.page", "Check everything")
def check(progress):
    """Is done at once."""
    return {"code": CHECKED, "url": "/workspace/search/"}


@jobs.work("test.page_fails")
def fail(progress):
    """A defect whose words nobody may read."""
    raise ValueError("肝癌样本 of one hospital")


def _start(by=None, name="test.page", **columns) -> Job:
    job = jobs.start(name, by=by or Actor.as_system("test"))
    Job.objects.filter(pk=job.pk).update(**columns)
    job.refresh_from_db()
    return job


def _seen_by(world, job) -> set[str]:
    return {label for label in world.people if Job.objects.visible_to(world.actor(label)).filter(pk=job.pk).exists()}


@pytest.mark.both
def test_a_job_is_seen_by_its_owner_and_by_who_manages_its_organisations(world):
    draft = world.thing(MembershipApplication, "H1N1")
    owner = world.actor("investigator@H2")
    job = jobs.start("test.page", by=owner, about=draft)
    Job.objects.filter(pk=job.pk).update(centre_id=world.places["C1"].pk)

    assert _seen_by(world, job) == {"investigator@H2", "hospital_admin@H1", "centre_admin@C1"}


@pytest.mark.parametrize(
    ("role", "may_cancel", "may_stop"),
    [
        (HOSPITAL_ADMIN, True, False),
        (HOSPITAL_COORDINATOR, False, False),
        (STEWARD, False, False),
        (CENTRE_ADMIN, False, False),
        (DEPARTMENT_OFFICER, False, False),
        (SECURITY_ADMIN, False, False),
        (AUDITOR, False, False),
        (SYSTEM_ADMIN, False, True),
    ],
)
def test_who_may_take_a_job_of_a_hospital_back(role, may_cancel, may_stop):
    hospital = make.hospital()
    scope = hospital if role in (HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, STEWARD) else None
    by = actor(role, make.centre() if role == CENTRE_ADMIN else scope)

    for verb, allowed in ((verbs.cancel, may_cancel), (verbs.stop, may_stop)):
        job = _start(hospital_id=hospital.pk)
        if allowed:
            assert verb(job, by=by).state == JobState.CANCELLED
            assert LogEntry.objects.filter(verb="job.taken_back", object_id=job.pk).count() == 1
        else:
            with pytest.raises(Forbidden):
                verb(job, by=by)
            assert Job.objects.get(pk=job.pk).state == JobState.QUEUED


def test_the_own_job_is_taken_back_once():
    by = actor(STEWARD, make.hospital())
    job = _start(by)
    assert verbs.cancel(job, by=by).state == JobState.CANCELLED
    with pytest.raises(Refused):
        verbs.cancel(job, by=by)


def test_a_jobs_page_shows_progress_then_the_result(client, in_english):
    user = holder(
        STEWARD,
        make.hospital(),
    )
    client.force_login(user)
    job = _start(Actor.of(user), done=2, total=8)
    page = job.get_absolute_url()

    waiting = client.get(page, headers={"accept-language": "en"}).content.decode()
    job_runner.run_waiting()
    done = client.get(page, headers={"accept-language": "en"}).content.decode()

    assert f'data-live="job/{job.uid}"' in waiting
    assert 'value="25"' in waiting
    assert reverse("access:cancel_job", args=[job.uid]) in waiting
    assert "Everything was checked." in done
    assert 'href="/workspace/search/"' in done
    assert 'data-live="job/' not in done
    assert reverse("access:cancel_job", args=[job.uid]) not in done


def test_a_failed_job_says_so_without_the_words_of_the_defect(client):
    user = holder(STEWARD, make.hospital())
    client.force_login(user)
    job = _start(Actor.of(user), name="test.page_fails")
    job_runner.run_waiting()

    shown = client.get(job.get_absolute_url()).content.decode()
    job.refresh_from_db()

    assert job.sentence in shown
    assert "肝癌样本" not in shown


def test_cancelling_from_the_page(client):
    user = holder(STEWARD, make.hospital())
    client.force_login(user)
    job = _start(Actor.of(user))

    answer = client.post(reverse("access:cancel_job", args=[job.uid]))

    job.refresh_from_db()
    assert (answer.url, job.state) == (job.get_absolute_url(), JobState.CANCELLED)
    # Once it has ended, the page says why it cannot be taken back.
    again = client.post(reverse("access:cancel_job", args=[job.uid]), follow=True)
    assert "alert--danger" in again.content.decode() or "alert--error" in again.content.decode()


def test_operation_shows_names_and_states_and_nothing_of_what_jobs_are_about(client):
    client.force_login(holder(SYSTEM_ADMIN))
    beats.sync()
    job = _start(object_label="肝癌样本集", parameters={"file": "肝癌.xlsx"}, started_by="王敏")

    shown = client.get(reverse("access:operations")).content.decode()

    assert "Check everything" in shown
    assert reverse("access:stop_job", args=[job.uid]) in shown
    assert not [word for word in ("肝癌", "王敏") if word in shown]

    client.post(reverse("access:stop_job", args=[job.uid]))
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert client.get(job.get_absolute_url()).status_code == 404


def test_operation_shows_regular_works_and_their_errors(client):
    from access.models import Beat

    client.force_login(holder(SYSTEM_ADMIN))
    beats.sync()
    Beat.objects.filter(name="access.reap").update(last_error="OperationalError", failures=3)

    table = client.get(reverse("access:operations")).context["beats"]

    rows = {row.record.name: (row.record.failures, row.record.last_error) for row in table.rows}
    assert rows["access.reap"] == (3, "OperationalError")
    assert set(rows) == set(beats.BEATS)


def test_the_delivery_log_masks_addresses_and_keeps_no_text(client):
    client.force_login(holder(SYSTEM_ADMIN))
    inbox.notify(
        [person(email="wang@example.org")], "news.application.shared", make.hospital(), who="王敏", about="肝癌"
    )

    shown = client.get(reverse("access:deliveries")).content.decode()

    assert "w***@example.org" in shown
    assert not [word for word in ("wang@", "肝癌", "王敏") if word in shown]


def test_a_person_chooses_how_news_come(client, settings):
    settings.MESSAGE_BACKEND = "access.delivery.hook.send"
    user = person(email="wang@example.org", mobile="13800001234")
    client.force_login(user)
    page = reverse("access:channels")
    fields = client.get(page).context["form"].fields
    assert dict(fields["account"].choices) == {"message": fields["account"].choices[0][1]}
    assert "mail_account" not in fields
    names = ("application", "mail_application", "membership", "mail_membership")
    assert {name: fields[name].initial for name in names} == {
        "application": ["message"],
        "mail_application": "at_once",
        "membership": ["badge"],
        "mail_membership": "at_once",
    }

    typed = typed_choices(fields) | {"mail_application": "never"}
    for chosen in (["message"], ["message"], []):
        client.post(page, typed | {"application": chosen})
        found = ChannelChoice.objects.filter(user=user, kind="application").values_list("channel", "wanted")
        assert dict(found) == {"email": False, "message": "message" in chosen}
    refused = client.post(page, typed | {"application": ["pigeon"], "mail_membership": "crow"})
    assert refused.context["form"].errors.keys() == {"application", "mail_membership"}


def test_a_person_sees_the_own_deliveries_only(client):
    user = person(email="wang@example.org")
    for one in (user, person(email="li@example.org")):
        inbox.notify([one], "news.application.shared", make.hospital(), who="甲", about="乙")
    client.force_login(user)

    recent = client.get(reverse("access:channels")).context["recent"]

    assert list(recent) == list(Delivery.objects.filter(user=user))
