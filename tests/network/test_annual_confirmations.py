"""The annual confirmation through its verbs and pages: opened, filled in, signed, late; and whoever may not."""

from datetime import date

import pytest
from django.utils.translation import gettext

from access import beats, job_runner, jobs, reminders
from access.actor import Actor
from access.models import Job, LogEntry, Notification, Task
from access.refusals import Forbidden, Refused
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network import year_calendar
from network.domain import annual_confirmations as verbs
from network.domain import profiles, season_opening, signoffs
from network.domain.confirmation_tasks import FILL_IN
from network.models import AnnualConfirmation, Membership, MembershipConfirmation
from office.domain.receipts import is_intact
from office.indicators import Period, Scope, figure
from office.models import Receipt
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories import seasons
from tests.factories.people import actor
from tools import clock

pytestmark = pytest.mark.django_db

MORNING = seasons.MORNING


def stage() -> path.Cast:
    """A hospital that has been in two networks since 2024, of which the first asks questions."""
    return seasons.in_two_networks()


@pytest.fixture
def cast(built):
    """They on a morning in 2026."""
    with clock.at(MORNING):
        yield built


def coordinator(cast) -> Actor:
    return cast.actor(HOSPITAL_COORDINATOR)


def opened(cast) -> AnnualConfirmation:
    return verbs.open_for(cast.hospital, by=coordinator(cast))


def test_the_whole_way_confirms_every_membership_with_a_receipt(cast):
    found = seasons.confirmed(cast.hospital, by=coordinator(cast), signed_by=cast.actor(HOSPITAL_ADMIN))

    assert (found.state, found.confirmed_on) == ("confirmed", date(2026, 2, 10))
    rows = {row.network: row for row in MembershipConfirmation.objects.all()}
    assert set(rows) == {cast.network, cast.second}
    assert (rows[cast.network].answers, rows[cast.second].answers) == ({"cases": 12}, {})
    receipt = Receipt.objects.of(found).get()
    assert is_intact(receipt)
    assert [row["answers"] for row in receipt.content["members"]] == [{"cases": 12}, {}]
    assert not Task.objects.open().filter(object_id=found.pk, object_type=found._meta.label_lower).exists()
    assert LogEntry.objects.filter(verb="membership.confirmed").count() == 2


def test_what_is_missing_is_named_before_handing_in(cast):
    found = opened(cast)
    with pytest.raises(Refused) as refused:
        verbs.hand_in(found, expected=1, by=coordinator(cast))

    assert len(refused.value.reason.params["missing"]) == 2
    found.refresh_from_db()
    assert (found.state, found.version) == ("draft", 1)


def test_a_profile_confirmed_before_the_season_opened_is_confirmed_anew(cast):
    seasons.fill_profile(cast.hospital)
    with clock.at("2025-12-31 10:00"):
        profiles.confirm_profile(cast.hospital, by=coordinator(cast))

    assert not verbs.policies.profile_is_confirmed(opened(cast))


def test_new_questions_after_the_answers_are_answered_again(cast):
    seasons.fill_profile(cast.hospital)
    profiles.confirm_profile(cast.hospital, by=coordinator(cast))
    found = opened(cast)
    verbs.save_answers(found, network=cast.network, answers={"cases": 3}, expected=0, by=coordinator(cast))
    seasons.questions(cast.network, valid_from=clock.today())

    with pytest.raises(Refused) as refused:
        verbs.hand_in(found, expected=1, by=coordinator(cast))
    assert len(refused.value.reason.params["missing"]) == 1


@pytest.mark.parametrize("answers", [{}, {"cases": ""}, {"cases": -1}, {"cases": "12"}, {"cases": True}])
def test_answers_that_do_not_fit_are_refused(cast, answers):
    found = opened(cast)
    with pytest.raises(Refused) as refused:
        verbs.save_answers(found, network=cast.network, answers=answers, expected=0, by=coordinator(cast))

    assert refused.value.reason.code == "network.confirmation.unanswered"
    assert not found.answered.exists()


def test_two_who_answer_at_once_and_a_network_that_asks_nothing(cast):
    found, by = opened(cast), coordinator(cast)
    verbs.save_answers(found, network=cast.network, answers={"cases": 1}, expected=0, by=by)
    with pytest.raises(Refused) as stale:
        verbs.save_answers(found, network=cast.network, answers={"cases": 2}, expected=0, by=by)
    with pytest.raises(Refused) as nothing:
        verbs.save_answers(found, network=cast.second, answers={"cases": 2}, expected=0, by=by)

    assert stale.value.reason.code == "network.confirmation.answers_stale"
    assert nothing.value.reason.code == "network.confirmation.not_asked"
    assert found.answered.get().answers == {"cases": 1}


def test_returned_it_is_a_draft_again_and_its_writer_learns_why(cast):
    found = seasons.handed_in(cast.hospital, coordinator(cast))
    row = seasons.waiting(found)
    signoffs.send_back(row, expected=row.version, reason="数字不对", by=cast.actor(HOSPITAL_ADMIN))

    found.refresh_from_db()
    assert found.state == "draft"
    told = Notification.objects.get(code="news.confirmation.sent_back")
    assert (told.user, told.params["reason"]) == (cast.people[HOSPITAL_COORDINATOR], "数字不对")
    assert not MembershipConfirmation.objects.exists()


def test_taken_back_it_leaves_the_queue_and_a_replayed_form_changes_nothing(cast):
    found = seasons.handed_in(cast.hospital, coordinator(cast))
    row = seasons.waiting(found)
    verbs.take_back(found, expected=found.version, token="t", by=coordinator(cast))
    verbs.take_back(found, expected=1, token="t", by=coordinator(cast))

    row.refresh_from_db()
    assert (found.state, row.state) == ("draft", "cancelled")


def test_four_eyes_sign_what_the_administrator_handed_in(cast):
    found = seasons.handed_in(cast.hospital, cast.actor(HOSPITAL_ADMIN))
    row = seasons.waiting(found)
    with pytest.raises(Refused) as refused:
        signoffs.sign(row, expected=row.version, by=cast.actor(HOSPITAL_ADMIN))

    assert refused.value.reason.code == "network.signoff.own_request"


def test_a_member_since_the_season_opened_needs_none(cast):
    Membership.objects.update(valid_from=date(2026, 1, 1))
    with pytest.raises(Refused) as refused:
        opened(cast)

    assert refused.value.reason.code == "network.confirmation.nothing"
    assert not AnnualConfirmation.objects.exists()


def test_a_former_season_can_be_confirmed_no_more(cast):
    found = seasons.handed_in(cast.hospital, coordinator(cast))
    row = seasons.waiting(found)
    with clock.at("2027-01-05 09:00"), pytest.raises(Refused) as refused:
        signoffs.sign(row, expected=row.version, by=cast.actor(HOSPITAL_ADMIN))

    assert refused.value.reason.code == "network.confirmation.season_over"
    assert not MembershipConfirmation.objects.exists()


def daily_work() -> int:
    """What the worker does each morning: the beat, and the job that it starts. Returns how many jobs there were."""
    beats.run("network.confirmations")
    beats.run("network.confirmations")
    return job_runner.run_waiting()


def test_an_interrupted_opening_goes_on_and_doing_it_twice_does_no_harm(cast, monkeypatch):
    others = [path.cast(hospital=make.hospital(), network=cast.network, tier=cast.tier) for _ in range(2)]
    with clock.at("2025-05-06 10:00"):
        for other in others:
            path.joined(other)
    monkeypatch.setattr(season_opening, "PIECE", 1)

    def stops(done, total):
        if (done, total) == (2, 3):
            raise jobs.Interrupted

    with pytest.raises(jobs.Interrupted):
        season_opening.open_season(stops)
    assert AnnualConfirmation.objects.count() == 2
    assert daily_work() == 1
    assert (AnnualConfirmation.objects.count(), Task.objects.open().filter(kind=FILL_IN).count()) == (3, 6)
    job = Job.objects.get(name=season_opening.WORK)
    assert (job.state, job.done, job.total, job.result["params"]) == ("done", 1, 1, {"count": 1})
    assert daily_work() == 0

    with clock.at("2026-02-10 09:00"):
        officer = actor(DEPARTMENT_OFFICER)
        said = [
            entry for entry in year_calendar.entries(officer, 2026) if str(entry.about) == gettext("all hospitals")
        ]
    assert [(entry.state, entry.tone) for entry in said] == [
        (gettext("open at %(done)s of %(all)s hospitals") % {"done": 3, "all": 3}, "ok")
    ]


def test_the_daily_work_asks_once_reminds_and_changes_its_words_in_grace(cast):
    def due():
        return sorted(
            set(Task.objects.open().filter(kind__startswith="task.confirmation").values_list("kind", "due_on"))
        )

    for _ in range(2):
        daily_work()
    assert due() == [("task.confirmation.fill_in", date(2026, 3, 31))]
    assert Task.objects.open().filter(kind="task.confirmation.fill_in").count() == 2
    with clock.at("2026-03-29 09:00"):
        reminders.remind()
    told = Notification.objects.filter(code="news.task.due", user__in=cast.people.values())
    assert {row.user for row in told} == {cast.people[HOSPITAL_COORDINATOR], cast.people[HOSPITAL_ADMIN]}
    with clock.at("2026-04-01 07:00"):
        daily_work()
        assert due() == [("task.confirmation.in_grace", date(2026, 5, 30))]
        seasons.confirmed(cast.hospital, by=coordinator(cast), signed_by=cast.actor(HOSPITAL_ADMIN))
        daily_work()
        assert due() == []
    late = Notification.objects.filter(code="news.confirmation.late")
    assert cast.people[CENTRE_ADMIN] in {row.user for row in late}


def test_after_grace_the_task_says_that_memberships_have_lapsed(cast):
    with clock.at("2026-04-01 07:00"):
        daily_work()
    for moment in ("2026-05-31 07:00", "2026-09-01 07:00"):
        with clock.at(moment):
            daily_work()
            open_now = Task.objects.open().filter(kind__startswith="task.confirmation")
            assert set(open_now.values_list("kind", "due_on")) == {("task.confirmation.lapsed", date(2026, 5, 30))}
            assert {task.role for task in open_now} == {HOSPITAL_COORDINATOR, HOSPITAL_ADMIN}
    with clock.at("2026-09-01 09:00"):
        seasons.confirmed(cast.hospital, by=coordinator(cast), signed_by=cast.actor(HOSPITAL_ADMIN))
        assert daily_work() == 0
        assert not Task.objects.open().filter(kind__startswith="task.confirmation").exists()


def test_the_figure_is_the_share_of_those_that_have_to(cast):
    other = path.cast()
    with clock.at("2025-05-06 10:00"):
        path.joined(other)
    seasons.confirmed(cast.hospital, by=coordinator(cast), signed_by=cast.actor(HOSPITAL_ADMIN))
    by = other.actor(CENTRE_ADMIN)

    def found(day, scope):
        return figure("network.confirmed_members", scope, Period.as_of(day), by=by)

    assert found(date(2026, 2, 10), Scope.of("network", other.network)).value == 0
    by = Actor.as_system("test")
    assert (found(date(2026, 2, 10), Scope.province()).numerator, found(date(2026, 2, 10), Scope.province()).text) == (
        2,
        "66.7",
    )
    assert found(date(2026, 2, 9), Scope.province()).value == 0


def test_who_may_open_answer_and_read(cast, client):
    found = opened(cast)
    stranger = path.cast()
    answers = {
        "own coordinator": client_status(client, cast.people[HOSPITAL_COORDINATOR], found),
        "own administrator": client_status(client, cast.people[HOSPITAL_ADMIN], found),
        "centre": client_status(client, cast.people[CENTRE_ADMIN], found),
        "another hospital": client_status(client, stranger.people[HOSPITAL_COORDINATOR], found),
    }

    assert answers == {"own coordinator": 200, "own administrator": 200, "centre": 403, "another hospital": 404}
    for by in (cast.actor(CENTRE_ADMIN), stranger.actor(HOSPITAL_COORDINATOR)):
        with pytest.raises(Forbidden):
            verbs.save_answers(found, network=cast.network, answers={"cases": 1}, expected=0, by=by)
        with pytest.raises(Forbidden):
            verbs.open_for(cast.hospital, by=by)


def client_status(client, user, found) -> int:
    client.force_login(user)
    return client.get(found.get_absolute_url()).status_code
