"""The engine that moves things through their states, on the lifecycle of membership applications."""

import pytest
from django.db import transaction

from access import lifecycle, logbook
from access.door import Forbidden
from access.lifecycle import Lifecycle, Transition, move
from access.models import FormToken, LogEntry, Notification
from access.refusals import Refused, Stale
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network import news
from network.membership_enums import ApplicationState as S
from network.models import MembershipApplication
from tests.factories import membership as path
from tools import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return path.cast()


def _unchanged(application) -> bool:
    fresh = MembershipApplication.objects.get(pk=application.pk)
    return (fresh.state, fresh.version) == (application.state, application.version)


@pytest.mark.both
def test_a_move_writes_state_version_and_one_entry_and_brings_the_thing_up_to_date(cast):
    application = path.submitted(cast)
    before, seen = logbook.history(application).count(), application.version

    moved = move(application, S.UNDER_REVIEW, by=cast.actor(CENTRE_ADMIN), expected=seen)

    assert moved
    assert (application.state, application.version) == (S.UNDER_REVIEW, seen + 1)
    assert _unchanged(application)
    entries = logbook.history(application)
    assert entries.count() == before + 1
    entry = entries.first()
    assert (entry.verb, entry.changes) == ("application.pass_formal_check", {"state": [S.SUBMITTED, S.UNDER_REVIEW]})
    assert entry.actor_id == cast.people[CENTRE_ADMIN].pk


def test_columns_written_with_the_state_are_logged_with_it(cast):
    with clock.at("2026-03-04"):
        application = path.under_review(cast)
    by = cast.actor(CENTRE_DIRECTOR)

    with clock.at("2026-03-05 09:00"):
        stamps = {"decided_at": clock.now(), "decided_by": by.user, "decision_reason": "病例不足"}
        move(application, S.DECLINED, by=by, expected=application.version, reason="病例不足", stamps=stamps)

    assert application.decided_by == by.user
    changes = logbook.history(application).first().changes
    assert changes["decision_reason"] == ["", "病例不足"]
    assert changes["decided_by"] == [None, by.user.name]


def test_a_step_that_the_table_does_not_know_is_refused_with_the_state_in_words(cast):
    application = path.submitted(cast)

    with pytest.raises(Refused) as refused:
        move(application, S.ADMITTED, by=cast.actor(CENTRE_DIRECTOR), expected=application.version)

    assert refused.value.reason.code == "lifecycle.no_such_move"
    assert refused.value.reason.params["state"] == str(S.SUBMITTED.label)
    assert _unchanged(application)


def test_a_state_that_does_not_exist_is_refused_like_any_other(cast):
    application = path.submitted(cast)

    with pytest.raises(Refused):
        move(application, "no such state", by=cast.actor(CENTRE_ADMIN), expected=application.version)

    assert _unchanged(application)


def test_the_door_is_asked_before_the_guards(cast):
    application = path.started(cast)

    with pytest.raises(Forbidden):
        move(application, S.AWAITING_SIGNOFF, by=path.cast().actor(HOSPITAL_ADMIN), expected=1)

    assert _unchanged(application)


def test_a_guard_refuses_with_its_own_sentence(cast):
    application = path.started(cast)

    with pytest.raises(Refused) as refused:
        move(application, S.AWAITING_SIGNOFF, by=cast.actor(HOSPITAL_COORDINATOR), expected=1)

    assert refused.value.reason.code == "network.application.incomplete"
    assert refused.value.thing == application
    assert _unchanged(application)


@pytest.mark.parametrize("reason", ["", "   \n"])
def test_a_step_that_needs_a_reason_is_not_taken_without_one(cast, reason):
    application = path.started(cast)

    with pytest.raises(Refused) as refused:
        move(application, S.WITHDRAWN, by=cast.actor(HOSPITAL_COORDINATOR), expected=1, reason=reason)

    assert refused.value.reason.code == "lifecycle.needs_reason"
    assert _unchanged(application)


@pytest.mark.both
def test_an_older_version_is_stale_and_says_who_was_faster_and_when(cast):
    with clock.at("2026-03-04"):
        application = path.submitted(cast)
    old = application.version
    with clock.at("2026-03-05 09:30"):
        move(application, S.UNDER_REVIEW, by=cast.actor(CENTRE_ADMIN), expected=old)

    with pytest.raises(Stale) as stale:
        move(application, S.DECLINED, by=cast.actor(CENTRE_DIRECTOR), expected=old, reason="x")

    assert stale.value.reason.params == {"who": cast.people[CENTRE_ADMIN].name, "when": "2026-03-05 09:30"}
    assert _unchanged(application)


def test_a_version_from_the_future_is_stale_too(cast):
    application = path.submitted(cast)

    with pytest.raises(Stale):
        move(application, S.UNDER_REVIEW, by=cast.actor(CENTRE_ADMIN), expected=application.version + 7)

    assert _unchanged(application)


def test_stale_without_a_logbook_entry_still_has_a_sentence(cast):
    MembershipApplication.objects.create(
        number="X-1",
        hospital=cast.hospital,
        campus=cast.campus,
        region=cast.campus.region,
        network=cast.network,
        tier=cast.tier,
        version=4,
    )
    application = MembershipApplication.objects.get(number="X-1")

    with pytest.raises(Stale) as stale:
        move(application, S.WITHDRAWN, by=cast.actor(HOSPITAL_COORDINATOR), expected=1, reason="x")

    assert stale.value.reason.code == "lifecycle.stale_unknown"


@pytest.mark.both
def test_the_same_form_sent_again_changes_nothing_and_complains_of_nothing(cast):
    application = path.submitted(cast)
    seen, by = application.version, cast.actor(CENTRE_ADMIN)
    assert move(application, S.UNDER_REVIEW, by=by, expected=seen, token="form-1")
    entries = LogEntry.objects.count()

    again = MembershipApplication.objects.get(pk=application.pk)
    assert move(again, S.UNDER_REVIEW, by=by, expected=seen, token="form-1") is False

    assert (again.state, again.version) == (S.UNDER_REVIEW, seen + 1)
    assert LogEntry.objects.count() == entries
    assert FormToken.objects.filter(token="form-1").count() == 1


@pytest.mark.both
def test_a_form_that_was_sent_for_one_thing_does_not_count_for_another(cast):
    first, second = path.submitted(cast), path.submitted(path.cast(network=cast.network, tier=cast.tier))
    by = cast.actor(CENTRE_ADMIN)
    move(first, S.UNDER_REVIEW, by=by, expected=first.version, token="form-1")

    with pytest.raises(Refused) as refused:
        move(second, S.UNDER_REVIEW, by=by, expected=second.version, token="form-1")

    assert refused.value.reason.code == "lifecycle.used_elsewhere"
    assert _unchanged(second)


def test_a_token_is_kept_only_when_the_step_was_taken(cast):
    application = path.started(cast)
    by = cast.actor(HOSPITAL_COORDINATOR)

    with pytest.raises(Refused):
        move(application, S.AWAITING_SIGNOFF, by=by, expected=1, token="form-1")
    move(application, S.WITHDRAWN, by=by, expected=1, token="form-1", reason="x")

    assert application.state == S.WITHDRAWN


def test_people_are_told_with_the_step_and_not_of_what_was_rolled_back(cast):
    application = path.submitted(cast)
    by, seen = cast.actor(CENTRE_ADMIN), application.version
    told = Notification.objects.filter(code=news.REVIEW)

    with transaction.atomic():
        move(application, S.UNDER_REVIEW, by=by, expected=seen)
        transaction.set_rollback(True)
    assert not told.exists()

    application.refresh_from_db()
    move(application, S.UNDER_REVIEW, by=by, expected=seen)
    people = {cast.people[HOSPITAL_COORDINATOR].pk, cast.people[HOSPITAL_ADMIN].pk}
    assert set(told.values_list("user", flat=True)) == people


def _offered(application, by) -> dict[str, str]:
    """The offered steps: name → "" or the code of the reason why not."""
    return {a.name: "" if a.enabled else a.refusal.code for a in lifecycle.actions(application, by)}


def test_offered_steps_are_those_of_the_own_roles_with_the_reason_of_disabled_ones(cast):
    draft = path.started(cast)

    assert _offered(draft, cast.actor(HOSPITAL_COORDINATOR)) == {
        "request_signoff": "network.application.incomplete",
        "withdraw": "",
    }
    assert _offered(draft, path.cast().actor(HOSPITAL_COORDINATOR)) == {
        "request_signoff": "access.elsewhere",
        "withdraw": "access.elsewhere",
    }
    assert _offered(draft, cast.actor(CENTRE_ADMIN)) == {}


def test_steps_with_a_form_of_their_own_are_offered_only_when_asked_for(cast):
    application, by = path.under_review(cast), cast.actor(CENTRE_ADMIN)

    assert _offered(application, by) == {}
    assert [a.name for a in lifecycle.actions(application, by, only={"admit", "decline"})] == ["admit", "decline"]


def test_two_steps_between_the_same_states_are_refused_at_the_start():
    step = Transition("one", (S.DRAFT,), S.SUBMITTED, "x.y", "One")
    other = Transition("two", (S.RETURNED, S.DRAFT), S.SUBMITTED, "x.y", "Two")

    with pytest.raises(ValueError, match="two steps between the same states"):
        lifecycle.register(Lifecycle("twin", "network.Nothing", S, (step, other)))
