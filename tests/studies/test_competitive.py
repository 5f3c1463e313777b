"""Competitive enrolment: the cap, the sites' shares, reservations that run out, the month counted from places."""

from datetime import date

import pytest

from access.models import Notification
from access.refusals import Forbidden, Refused, Stale
from studies.domain import enrolment, month_reports
from studies.domain.month_reports import Unfit
from studies.models import EnrolmentSlot, StudySite
from studies.news import enrolment as news
from studies.policies import slots
from tests.factories import enrolment as make
from tools import clock

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 20)


@pytest.fixture
def cast():
    with clock.at("2026-05-20 09:00"):
        cast = make.cast()
        make.planned(cast, cap=2)
        yield cast


def code(call) -> str:
    with pytest.raises(Refused) as found:
        call()
    return found.value.reason.code


def reserve(cast, place=0):
    return enrolment.reserve(cast.sites[place], by=cast.lead)


def test_the_cap_counts_what_is_reserved_and_not_what_ran_out_or_was_released(cast):
    first, second = reserve(cast), reserve(cast, 1)
    assert [first.sequence, second.sequence] == [1, 2]
    assert code(lambda: reserve(cast)) == enrolment.FULL

    enrolment.release(first, reason="screen_failure", expected=1, by=cast.lead)
    third = reserve(cast)
    clock.advance(hours=72)
    assert code(lambda: enrolment.enrol(third, day=TODAY, expected=1, by=cast.lead)) == slots.EXPIRED
    assert EnrolmentSlot.objects.taken().count() == 0
    assert reserve(cast).sequence == 4


def test_the_last_place_is_told_to_lead_site_and_nobody_reserves_any_more(cast):
    for slot in (reserve(cast), reserve(cast, 1)):
        enrolment.enrol(slot, day=TODAY, expected=1, token=f"t{slot.pk}", by=cast.lead)
    assert Notification.objects.filter(code=news.OVER_CAP, user=cast.lead_coordinator).count() == 1
    assert code(lambda: reserve(cast)) == enrolment.FULL
    cast.study.refresh_from_db()
    assert cast.study.first_enrolled_on == TODAY


def test_a_site_keeps_to_its_maximum_and_leaves_others_their_minimum(cast):
    make.planned(cast, cap=4, expected=1)
    enrolment.share(cast.study, site=cast.sites[0], minimum=0, maximum=3, by=cast.lead)
    enrolment.share(cast.study, site=cast.sites[1], minimum=2, maximum=None, by=cast.lead)
    reserve(cast)
    reserve(cast)
    assert code(lambda: reserve(cast)) == enrolment.HELD_BACK
    reserve(cast, 1)
    reserve(cast, 1)
    assert EnrolmentSlot.objects.taken().count() == 4

    make.planned(cast, cap=9, expected=2)
    reserve(cast)
    assert code(lambda: reserve(cast)) == enrolment.SITE_FULL
    assert code(lambda: make.planned(cast, cap=4, expected=3)) == enrolment.BELOW_TAKEN
    shares = {"site": cast.sites[0], "minimum": 8, "maximum": 9}
    assert code(lambda: enrolment.share(cast.study, **shares, by=cast.lead)) == enrolment.MINIMA


def test_the_month_is_counted_from_the_places(cast):
    slot = reserve(cast)
    enrolment.enrol(slot, day=TODAY, expected=1, by=cast.lead)
    with clock.at("2026-06-02 09:00"):
        with pytest.raises(Unfit) as found:
            make.reported(cast, date(2026, 5, 1), screened=3, enrolled=2)
        assert found.value.cells[0]["enrolled"].code == month_reports.COUNTED
        assert month_reports.counted_enrolled(cast.sites[0], date(2026, 5, 1)) == 1
        assert make.reported(cast, date(2026, 5, 1), screened=3, enrolled=1).enrolled == 1


def test_nothing_is_reserved_without_cap_at_a_closed_site_or_in_a_study_that_does_not_recruit(cast):
    StudySite.objects.filter(pk=cast.sites[0].pk).update(state="paused")
    assert code(lambda: reserve(cast)) == enrolment.NOT_OPEN
    type(cast.study).objects.filter(pk=cast.study.pk).update(state="enrolment_closed")
    assert code(lambda: reserve(cast, 1)) == enrolment.NOT_RECRUITING
    make.planned(cast, cap=None, expected=1)
    assert code(lambda: reserve(cast, 1)) == enrolment.NOT_COMPETITIVE


def test_a_place_is_filled_once_on_a_day_that_can_be(cast):
    slot = reserve(cast)
    for day in (date(2026, 5, 19), date(2026, 5, 21)):
        assert code(lambda day=day: enrolment.enrol(slot, day=day, expected=1, by=cast.lead)) == enrolment.WRONG_DAY
    enrolment.enrol(slot, day=TODAY, expected=1, token="a", by=cast.lead)
    enrolment.enrol(slot, day=TODAY, expected=1, token="a", by=cast.lead)
    with pytest.raises(Stale):
        enrolment.release(slot, reason="other", expected=1, by=cast.lead)
    assert code(lambda: enrolment.release(slot, reason="forged", expected=2, by=cast.lead)) == enrolment.UNKNOWN_REASON


def test_only_the_site_itself_and_the_lead_site_reserve(cast):
    with pytest.raises(Forbidden):
        enrolment.reserve(cast.sites[1], by=cast.by)
    assert enrolment.reserve(cast.sites[0], by=cast.by).study_site == cast.sites[0]
