"""Months reported and corrected, confirmations, all or nothing."""

from datetime import date

import pytest

from access.models import Notification, Task
from access.refusals import Forbidden, Refused, Stale
from studies.domain import month_reports
from studies.domain.month_reports import Entry, Unfit
from studies.enrolment.checks import Counts
from studies.models import MonthConfirmation, MonthReport
from studies.news import enrolment as news
from tests.factories import enrolment as make
from tools import clock

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


@pytest.fixture
def cast():
    with clock.at("2026-05-20 09:00"):
        yield make.cast()


def test_a_correction_is_a_new_version_with_its_reason_and_ends_the_confirmation(cast):
    make.reported(cast, MARCH, screened=5, enrolled=3)
    month_reports.confirm(cast.study, month=MARCH, by=cast.lead)

    made = make.reported(cast, MARCH, reason="漏报一例", screened=5, enrolled=4)

    rows = MonthReport.objects.filter(study_site=cast.sites[0], month=MARCH)
    assert list(rows.values_list("version", "enrolled", "is_current")) == [(1, 3, False), (2, 4, True)]
    assert made.reason == "漏报一例"
    assert not MonthConfirmation.objects.in_force().exists()
    told = Notification.objects.filter(code=news.CORRECTED)
    assert {row.user for row in told} == {cast.lead_coordinator}
    month_reports.confirm(cast.study, month=MARCH, by=cast.lead)
    assert MonthConfirmation.objects.in_force().count() == 1


def test_a_month_that_stands_is_not_reported_again_without_a_reason(cast):
    make.reported(cast, MARCH, screened=1)
    with pytest.raises(Unfit) as found:
        make.reported(cast, MARCH, screened=2)
    assert found.value.cells[0]["reason"].code == month_reports.NEEDS_REASON


def test_a_correction_must_bear_what_later_months_say(cast):
    make.reported(cast, MARCH, screened=5)
    make.reported(cast, APRIL, enrolled=5)
    with pytest.raises(Unfit) as found:
        make.reported(cast, MARCH, reason="少一例", screened=4)
    assert "2026-04" in str(found.value.cells[0]["enrolled"])


def test_of_a_hospital_all_sites_are_taken_or_none(cast):
    hospital = cast.sites[0].hospital
    other = make.open_sites(make.recruiting_study(cast.sites[1].hospital), [hospital])[0]
    entries = [Entry(cast.sites[0], Counts(screened=1), expected=0), Entry(other, Counts(enrolled=1), expected=0)]

    with pytest.raises(Unfit) as found:
        month_reports.report_hospital(hospital, month=APRIL, entries=entries, by=cast.by)

    assert list(found.value.cells) == [1] and not MonthReport.objects.exists()
    month_reports.report_hospital(hospital, month=APRIL, entries=[entries[0]], by=cast.by)
    with pytest.raises(Stale):
        month_reports.report_hospital(hospital, month=APRIL, entries=[entries[0]], by=cast.by)


def test_a_site_of_another_hospital_is_refused(cast):
    entry = Entry(cast.sites[1], Counts(), expected=0)
    with pytest.raises(Refused) as found:
        month_reports.report_hospital(cast.sites[0].hospital, month=APRIL, entries=[entry], by=cast.by)
    assert found.value.reason.code == month_reports.FOREIGN
    with pytest.raises(Forbidden):
        month_reports.report(cast.sites[1], month=APRIL, entry=entry, by=cast.by)


def test_a_month_before_the_opening_and_one_that_is_not_over_are_refused(cast):
    for month in (date(2023, 12, 1), date(2026, 5, 1)):
        with pytest.raises(Unfit) as found:
            make.reported(cast, month)
        assert set(found.value.cells[0]) == {""}


def test_only_the_lead_site_confirms_and_only_what_is_reported(cast):
    with pytest.raises(Forbidden):
        month_reports.confirm(cast.study, month=MARCH, by=cast.by)
    with pytest.raises(Refused) as found:
        month_reports.confirm(cast.study, month=MARCH, by=cast.lead)
    assert found.value.reason.code == month_reports.NOTHING
    make.reported(cast, MARCH)
    month_reports.confirm(cast.study, month=MARCH, by=cast.lead)
    with pytest.raises(Refused) as found:
        month_reports.confirm(cast.study, month=MARCH, by=cast.lead)
    assert found.value.reason.code == month_reports.CONFIRMED


def test_each_hospital_with_something_to_report_gets_one_task_that_the_last_site_closes(cast):
    with clock.at("2026-05-01 06:30"):
        month_reports.open_tasks()
        month_reports.open_tasks()
    tasks = Task.objects.open().filter(kind=news.REPORT)
    assert {row.scope_id for row in tasks} == {site.hospital_id for site in cast.sites} and tasks.count() == 2
    assert {row.due_on for row in tasks} == {date(2026, 5, 11)}

    entry = Entry(cast.sites[0], Counts(), expected=0)
    month_reports.report_hospital(cast.sites[0].hospital, month=APRIL, entries=[entry], by=cast.by)
    assert {row.scope_id for row in Task.objects.open().filter(kind=news.REPORT)} == {cast.sites[1].hospital_id}
