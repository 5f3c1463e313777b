"""Months of the demonstration: whatever sites are open get a plan and months that add up."""

from datetime import date
from types import SimpleNamespace

import pytest

from demo.building.studies_enrolment import StudyEnrolment
from studies.models import EnrolmentPlan, MonthConfirmation, MonthReport
from tests.factories import enrolment as make
from tools import clock

pytestmark = pytest.mark.django_db


def test_every_open_site_gets_its_months_and_the_newest_wait_for_confirmation():
    with clock.at("2026-05-20 09:00"):
        cast = make.cast(3)
        StudyEnrolment(SimpleNamespace(people=None, seed=1, as_of=date(2026, 5, 20))).fill()

    reports = MonthReport.objects.current()
    assert set(reports.values_list("study_site", flat=True)) == {site.pk for site in cast.sites}
    # From January 2024 to April 2026; a site may have left the newest month out.
    assert 3 * 27 <= reports.count() <= 3 * 28
    months = reports.order_by().values("month").distinct().count()
    assert MonthConfirmation.objects.in_force().count() == months - 2
    assert EnrolmentPlan.objects.get().begins_on == date(2024, 1, 10)
