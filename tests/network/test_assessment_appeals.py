"""Appeals against results, what holds on which day, and what may follow."""

from datetime import timedelta

import pytest

from access.models import Notification, Task
from access.refusals import Forbidden, Refused
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.assessment_enums import AppealState, EffectiveAssessment
from network.domain import assessment_appeals as appeals
from network.domain import memberships, signoffs
from network.domain.assessment_consequences import offers, reason_for
from network.models import AnnualAssessment, AssessmentAppeal, SignOff
from office.models import Receipt
from tests.factories import assessments as make
from tests.factories import membership as path
from tools import calendar, clock

pytestmark = pytest.mark.django_db


def stage() -> path.Cast:
    found = path.cast()
    path.joined(found)
    return found


@pytest.fixture
def cast(built):
    return built


def _agrees(thing: AnnualAssessment, on=None) -> str:
    """What holds on a day, by the function and by the annotation alike."""
    fresh = AnnualAssessment.objects.with_names().get(pk=thing.pk)
    annotated = AnnualAssessment.objects.with_effective_state(on).get(pk=thing.pk).state_on
    assert fresh.effective_state(on) == annotated
    return annotated


@pytest.mark.both
def test_a_result_may_be_appealed_for_fifteen_working_days_and_is_final_afterwards(cast):
    thing = make.announced(cast)

    assert thing.appeal_until == calendar.due_after(clock.today(), 15, "working")
    assert _agrees(thing, thing.appeal_until) == EffectiveAssessment.OPEN_TO_APPEAL
    assert _agrees(thing, thing.appeal_until + timedelta(days=1)) == EffectiveAssessment.FINAL
    with clock.at(thing.appeal_until + timedelta(days=1)), pytest.raises(Refused) as refused:
        make.appeal_written(cast, thing)
    assert refused.value.reason.code == "assessment_appeal.too_late"
    assert not AssessmentAppeal.objects.exists()


def test_an_appeal_goes_through_the_sign_off_gives_a_receipt_and_tasks_the_director(cast):
    thing = make.announced(cast, make.POOR)
    appeal = make.appealed(cast, thing)

    assert appeal.state == AppealState.SUBMITTED
    assert _agrees(thing) == EffectiveAssessment.APPEALED
    assert _agrees(thing, thing.appeal_until + timedelta(days=90)) == EffectiveAssessment.APPEALED
    assert Receipt.objects.of(appeal).count() == 1
    task = Task.objects.open().get(object_type=appeal._meta.label_lower)
    assert (task.kind, task.role) == ("task.assessment_appeal.answer", CENTRE_DIRECTOR)
    told = Notification.objects.filter(code="news.assessment.appealed").values_list("user", flat=True)
    assert set(told) == {cast.people[CENTRE_ADMIN].pk, cast.people[CENTRE_DIRECTOR].pk}


def test_the_centre_sees_an_appeal_only_once_it_is_signed(cast):
    thing = make.announced(cast, make.POOR)
    appeal = make.appeal_written(cast, thing)
    rows = AssessmentAppeal.objects

    assert not rows.visible_to(cast.actor(CENTRE_DIRECTOR)).exists()
    assert rows.visible_to(cast.actor(HOSPITAL_ADMIN)).get() == appeal
    assert not rows.visible_to(path.cast(network=cast.network, tier=cast.tier).actor(HOSPITAL_ADMIN)).exists()


def test_the_administrator_sends_an_appeal_back_with_a_reason(cast):
    thing = make.announced(cast, make.POOR)
    appeal = make.appeal_written(cast, thing)
    appeals.request_signoff(appeal, expected=appeal.version, by=cast.actor(HOSPITAL_COORDINATOR))
    signoff = SignOff.objects.get(object_id=appeal.pk, kind=appeals.KIND)

    signoffs.send_back(signoff, expected=signoff.version, reason="补充材料", by=cast.actor(HOSPITAL_ADMIN))

    appeal.refresh_from_db()
    assert appeal.state == AppealState.DRAFT
    task = Task.objects.open().get(object_type=appeal._meta.label_lower)
    assert (task.kind, task.due_on) == ("task.assessment_appeal.complete", thing.appeal_until)


def test_what_is_signed_too_late_does_not_leave_the_hospital(cast):
    thing = make.announced(cast, make.POOR)
    appeal = make.appeal_written(cast, thing)
    appeals.request_signoff(appeal, expected=appeal.version, by=cast.actor(HOSPITAL_COORDINATOR))
    signoff = SignOff.objects.get(object_id=appeal.pk, kind=appeals.KIND)

    with clock.at(thing.appeal_until + timedelta(days=1)), pytest.raises(Refused):
        signoffs.sign(signoff, expected=signoff.version, by=cast.actor(HOSPITAL_ADMIN))

    signoff.refresh_from_db()
    appeal.refresh_from_db()
    assert (signoff.state, appeal.state, appeal.submitted_at) == ("waiting", AppealState.AWAITING_SIGNOFF, None)


def test_an_upheld_result_is_final_with_the_reason(cast):
    appeal = make.appealed(cast, make.announced(cast, make.POOR))

    appeals.uphold(appeal, reason="核对无误", expected=appeal.version, by=cast.actor(CENTRE_DIRECTOR))

    assert (appeal.state, appeal.answer) == (AppealState.UPHELD, "核对无误")
    assert _agrees(appeal.assessment) == EffectiveAssessment.FINAL
    assert not Task.objects.open().filter(object_type=appeal._meta.label_lower).exists()


@pytest.mark.both
def test_a_changed_result_is_kept_beside_the_former_one(cast):
    thing = make.announced(cast, make.POOR)
    appeal = make.appealed(cast, thing)
    director = cast.actor(CENTRE_DIRECTOR)
    with pytest.raises(Refused) as same:
        appeals.change(appeal, grade="unqualified", reason="x", expected=appeal.version, by=director)

    appeals.change(appeal, grade="basic", reason="补计两项研究", expected=appeal.version, by=director)

    thing.refresh_from_db()
    assert same.value.reason.code == "assessment_appeal.same_grade"
    assert (thing.grade, appeal.former_grade, appeal.state) == ("basic", "unqualified", AppealState.CHANGED)
    assert _agrees(thing) == EffectiveAssessment.FINAL


@pytest.mark.parametrize("role", [CENTRE_ADMIN, HOSPITAL_ADMIN])
def test_only_the_director_answers(cast, role):
    appeal = make.appealed(cast, make.announced(cast, make.POOR))

    with pytest.raises(Forbidden):
        appeals.uphold(appeal, reason="x", expected=appeal.version, by=cast.actor(role))


def _enabled(cast, thing) -> set[str]:
    fresh = AnnualAssessment.objects.with_names().get(pk=thing.pk)
    return {offer.name for offer in offers(fresh, cast.actor(CENTRE_ADMIN)) if offer.enabled}


def _why(cast, thing) -> dict[str, str]:
    fresh = AnnualAssessment.objects.with_names().get(pk=thing.pk)
    return {offer.name: offer.refusal.code for offer in offers(fresh, cast.actor(CENTRE_ADMIN)) if offer.refusal}


def test_a_good_result_is_followed_by_nothing_and_says_why(cast):
    thing = make.announced(cast)

    assert _enabled(cast, thing) == set()
    assert _why(cast, thing) == {
        "warn": "assessment.consequence.not_unqualified",
        "reinstate": "assessment.consequence.not_changed",
        "end": "assessment.consequence.not_twice",
    }
    assert offers(thing, cast.actor(HOSPITAL_ADMIN)) == []


def test_an_unqualified_result_offers_a_warning_and_its_change_offers_to_lift_it(cast):
    thing = make.announced(cast, make.POOR)
    assert _enabled(cast, thing) == {"warn"}
    member = cast.network.memberships.get()
    memberships.warn(member, reason=reason_for(thing), expected=member.version, by=cast.actor(CENTRE_ADMIN))
    assert _enabled(cast, thing) == set()
    assert _why(cast, thing)["warn"] == "assessment.consequence.no_step"

    appeal = make.appealed(cast, thing)
    appeals.change(appeal, grade="basic", reason="补计", expected=appeal.version, by=cast.actor(CENTRE_DIRECTOR))

    assert _enabled(cast, thing) == {"reinstate"}


def test_a_veto_offers_the_end_once_the_result_is_final(cast):
    thing = make.announced(cast, make.GOOD, fabrication="病例造假")
    assert _enabled(cast, thing) == {"warn"}
    assert _why(cast, thing)["end"] == "assessment.consequence.not_final"

    with clock.at(thing.appeal_until + timedelta(days=1)):
        assert _enabled(cast, thing) == {"warn", "end"}


def test_two_unqualified_years_offer_the_end_and_one_does_not():
    today = clock.today()
    with clock.at(today.replace(day=1) - timedelta(days=500)):
        cast = path.cast()
        path.joined(cast)
        year = clock.today().year
        first = make.announced(cast, make.POOR, year=year)
    with clock.at(first.appeal_until + timedelta(days=60)):
        assert "end" not in _enabled(cast, first)
    second = make.announced(cast, make.POOR, year=year + 1)
    with clock.at(second.appeal_until + timedelta(days=1)):
        assert _enabled(cast, second) == {"warn", "end"}
        assert str(year) in reason_for(second)
