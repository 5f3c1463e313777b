"""Months from a table: errors by cell, corrections with reasons, all rows or none."""

from datetime import date
from io import BytesIO

import pytest

from access.refusals import Refused
from network.imports import KINDS, check
from studies.domain import month_imports, month_reports
from studies.enrolment import checks
from studies.enrolment.checks import NAMES
from studies.models import MonthReport
from tests.factories import enrolment as make
from tools import clock
from tools.sheets import read_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    with clock.at("2026-05-20 09:00"):
        yield make.cast()


def row(cast, place=0, month="2026-04", reason="", **counts) -> list:
    site = cast.sites[place]
    typed = dict.fromkeys(NAMES, 0) | counts
    return [site.study.number, site.hospital.name_zh, month, *typed.values(), reason]


def looked_through(cast, *rows, place=None, by=None):
    kind = KINDS["months"]
    titles = [str(column.title) for column in kind.columns]
    lines = "\r\n".join(",".join(map(str, each)) for each in [titles, *rows])
    file = BytesIO(lines.encode("utf-8-sig"))
    file.name = "months.csv"
    return check(kind, read_table(file), place or cast.study.lead_hospital, by or cast.lead)


def test_a_whole_study_comes_in_at_once_and_in_any_order_of_months(cast):
    rows = [row(cast, enrolled=4), row(cast, 0, "2026-03", screened=5), row(cast, 1, "2026-03", screened=2)]
    batch = looked_through(cast, *rows)
    assert batch.remarks == []

    KINDS["months"].commit(cast.study.lead_hospital, rows=batch.rows, by=cast.lead)

    made = MonthReport.objects.current().order_by("study_site", "month")
    assert [(r.month, r.screened, r.enrolled) for r in made] == [
        (date(2026, 3, 1), 5, 0),
        (date(2026, 4, 1), 0, 4),
        (date(2026, 3, 1), 2, 0),
    ]
    assert {r.source for r in made} == {"table"}


@pytest.mark.parametrize(
    ("wrong", "column", "code"),
    [
        ({"month": "April"}, "month", month_imports.NO_MONTH),
        ({"month": "2026-05"}, "month", checks.IN_FUTURE),
        ({"lost": "-1"}, "lost", month_imports.NO_COUNT),
        ({"lost": "1.5"}, "lost", month_imports.NO_COUNT),
        ({"enrolled": 1}, "enrolled", checks.MORE_ENROLLED),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(cast, wrong, column, code):
    batch = looked_through(cast, row(cast, 1), row(cast, **wrong))
    assert [(r.row, r.column, r.code) for r in batch.remarks] == [(3, column, code)]
    assert not MonthReport.objects.exists()


def test_a_month_that_stands_needs_a_reason_and_one_stands_once(cast):
    make.reported(cast, date(2026, 4, 1), screened=1)
    remarks = looked_through(cast, row(cast, screened=2), row(cast, 1), row(cast, 1)).remarks
    assert {(r.column, r.code) for r in remarks} == {
        ("reason", month_reports.NEEDS_REASON),
        ("month", month_imports.TWICE),
    }
    assert looked_through(cast, row(cast, screened=2, reason="漏报")).remarks == []


def test_a_hospital_that_does_not_lead_reports_its_own_sites_only(cast):
    place = cast.sites[0].hospital
    batch = looked_through(cast, row(cast), row(cast, 1), place=place, by=cast.by)
    assert [(r.row, r.code) for r in batch.remarks] == [(3, month_imports.UNKNOWN)]
    forged = [batch.rows[0], batch.rows[1] | {"site": cast.sites[1]}]
    with pytest.raises(Refused):
        month_imports.take(place, rows=forged, by=cast.by)
    assert not MonthReport.objects.exists()
