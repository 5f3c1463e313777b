"""Figures that share rows are counted in one look: each shared figure equals its own evidence, part by part."""

from datetime import date
from itertools import product

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from access.actor import Actor
from network.indicators.dimensions import BY_CENTRE, BY_REGION, BY_TIER
from network.models import AnnualConfirmation, Membership, MembershipConfirmation, Suspension
from network.queries import seasons
from office.indicators import INDICATORS, Period, Scope, Sheet, breakdown, figures
from tests.factories import network as make
from tests.factories.seasons import rule

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("in_english")]

SYSTEM = Actor.as_system("test")
POOLED = [code for code, item in INDICATORS.items() if item.pooled]
# Before any rule, in the open season, in its grace, and after it.
DAYS = (date(2024, 6, 1), date(2026, 2, 1), date(2026, 4, 10), date(2026, 11, 24))
PERIODS = [Period.as_of(day) for day in DAYS]
PROVINCE = Scope.province()


@pytest.fixture
def members() -> list[Membership]:
    """Of every kind: counted, suspended, warned, both, lapsed, begun in the season, over; each campus in three
    networks."""
    rule(valid_from=date(2026, 1, 1))
    networks, tiers = [make.network() for _ in range(3)], [make.tier() for _ in range(2)]
    places = [make.hospital().campuses.get() for _ in range(3)]
    places.append(make.hospital(place=make.division(kind="district")).campuses.get())
    rows = [_member(places[n % 4], networks[n // 4], tiers[n % 2], number=f"M{n}", **_columns(n)) for n in range(12)]
    for row in rows[::3]:
        Suspension.objects.create(membership=row, first_day=date(2026, 1, 15), last_day=date(2026, 12, 31))
    for row in rows[1::2]:
        _confirm(row)
    return rows


def _columns(n: int) -> dict:
    begins = date(2026, 3, 1) if n % 5 == 4 else date(2024, 1, 1)
    ends = date(2026, 6, 30) if n == 7 else date(2027, 12, 31)
    return {"valid_from": begins, "valid_to": ends, "state": "warned" if n % 4 == 1 else "active"}


def _member(campus, network, tier, **columns) -> Membership:
    return Membership.objects.create(hospital=campus.hospital, campus=campus, network=network, tier=tier, **columns)


def _confirm(row: Membership) -> None:
    annual, _new = AnnualConfirmation.objects.get_or_create(hospital=row.hospital, year=2026, defaults=_CONFIRMED)
    MembershipConfirmation.objects.create(
        annual=annual,
        membership=row,
        hospital=row.hospital,
        campus=row.campus,
        network=row.network,
        number=row.number,
        year=2026,
        confirmed_on=date(2026, 3, 20),
    )


_CONFIRMED = {"state": "confirmed", "confirmed_on": date(2026, 3, 20)}


def _scopes(row: Membership) -> list[Scope]:
    return [
        PROVINCE,
        Scope.of("region", row.campus.region),
        Scope.of("centre", row.network.centre),
        Scope.of("network", row.network),
        Scope.of("hospital", row.hospital),
    ]


def test_each_shared_figure_equals_its_own_evidence(members):
    for period, scope in product(PERIODS, _scopes(members[0])):
        for found in figures(POOLED, scope, period, by=SYSTEM):
            item = found.indicator
            asked = (item.code, scope.kind, period.last)
            assert (found.numerator or 0) == _counted(item.evidence(scope, period), item.aggregate), asked
            if item.whole:
                assert (found.denominator or 0) == _counted(item.whole(scope, period), Count("pk")), asked


def _counted(rows, aggregate) -> int:
    return rows.aggregate(answer=aggregate)["answer"]


@pytest.mark.parametrize("part", [BY_TIER, BY_REGION, BY_CENTRE], ids=lambda part: part.code)
def test_each_shared_part_equals_its_own_breakdown(members, part):
    codes = [code for code in POOLED if part.code in {own.code for own in INDICATORS[code].dimensions}]
    for period in PERIODS:
        rows = Sheet(PROVINCE, period, by=SYSTEM).side_by_side(codes, part)
        for place, code in enumerate(codes):
            own = breakdown(code, part.code, PROVINCE, period, by=SYSTEM)
            assert [row.shares[place] for row in rows] == own, (code, period.last)


def test_the_shared_figures_differ_from_each_other(members):
    """Otherwise the tests above would find nothing."""
    found = {item.indicator.code: item for item in figures(POOLED, PROVINCE, PERIODS[-1], by=SYSTEM)}
    confirmed = found["network.confirmed_members"]
    assert 0 < confirmed.numerator < confirmed.denominator
    assert 0 < found["network.active_members"].value < len(members)
    assert 0 < found["network.members_in_trouble"].value < len(members)
    assert found["network.rural_coverage"].numerator < found["network.county_coverage"].numerator


def test_what_is_expected_of_a_page_is_one_question(members):
    seasons.rules()
    sheet = Sheet(PROVINCE, PERIODS[-1], by=SYSTEM)
    sheet.expect(POOLED)
    sheet.expect(["network.active_members", "network.confirmed_members"], BY_REGION)
    with CaptureQueriesContext(connection) as asked:
        sheet.figures(POOLED)
        rows = sheet.side_by_side(["network.active_members", "network.confirmed_members"], BY_REGION)
    assert len(asked) == 2  # all figures, and the names of the regions
    assert sum(row.shares[0].value for row in rows) == sheet.figures(["network.active_members"])[0].value
