"""The house's figures: each equals its rows, its parts add up, and who may read it."""

from datetime import date

import pytest

from access import roles
from access.actor import Actor
from access.refusals import Forbidden
from network.domain import reviews
from network.models import Membership, MembershipApplication, Suspension
from network.queries import seasons
from office.indicators import INDICATORS, Period, Scope, breakdown, evidence, figure, figures
from tests.factories import membership, people
from tests.factories import network as make
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

DAY = date(2026, 3, 5)
PERIOD = Period.as_of(DAY)
PROVINCE = Scope.province()
ANYBODY = Actor.anonymous()
LATE = "network.late_applications"
CODES = [
    "network.active_members",
    "network.member_hospitals",
    "network.region_coverage",
    "network.county_coverage",
    "network.rural_coverage",
]


def member(campus=None, network=None, tier=None, **columns) -> Membership:
    campus = campus or make.hospital().campuses.get()
    return Membership.objects.create(
        **{"number": f"M{campus.pk}", "valid_from": date(2025, 1, 1), "valid_to": date(2027, 12, 31)}
        | columns
        | {
            "hospital": campus.hospital,
            "campus": campus,
            "network": network or make.network(),
            "tier": tier or make.tier(),
        }
    )


def value(code, scope=PROVINCE, period=PERIOD, by=ANYBODY):
    return figure(code, scope, period, by=by).value


def test_members_are_counted_by_membership_and_by_hospital():
    hospital, network = make.hospital(), make.network()
    second = make.campus(hospital=hospital)
    member(hospital.campuses.get(is_main=True), network)
    member(second, network)
    member(hospital.campuses.get(is_main=True))
    member()
    assert value("network.active_members") == 4
    assert value("network.member_hospitals") == 2


@pytest.mark.parametrize(
    ("columns", "counted"),
    [
        ({}, 1),
        ({"state": "warned"}, 1),
        ({"state": "suspended"}, 0),
        ({"valid_from": DAY, "valid_to": DAY}, 1),
        ({"valid_from": date(2026, 3, 6)}, 0),
        ({"valid_to": date(2026, 3, 4)}, 0),
        ({"state": "exited", "exit_kind": "voluntary", "valid_to": DAY}, 1),
        ({"state": "exited", "exit_kind": "voluntary", "valid_to": date(2026, 3, 4)}, 0),
    ],
)
def test_only_what_is_active_on_the_day_counts(columns, counted):
    made = member(**columns)
    if made.state == "suspended":
        Suspension.objects.create(membership=made, first_day=made.valid_from)
    assert value("network.active_members") == counted


def test_coverage_counts_places_once_and_divides_by_all_of_them():
    north, south, city = make.region(), make.region(), make.region(kind="province_managed")
    counties = [make.division(region=north) for _ in range(3)]
    district = make.division(region=south, kind="district")
    own = make.division(region=city, kind="county_city")
    make.division(region=north, kind="prefecture_city")
    for place in (counties[0], counties[0], district, own):
        member(make.hospital(place=place).campuses.get())
    found = figure("network.region_coverage", PROVINCE, PERIOD, by=ANYBODY)
    assert (found.numerator, found.denominator, found.text) == (3, _regions(), f"{300 / _regions():.1f}")
    found = figure("network.county_coverage", PROVINCE, PERIOD, by=ANYBODY)
    assert (found.numerator, found.denominator) == (3, _divisions())
    found = figure("network.rural_coverage", PROVINCE, PERIOD, by=ANYBODY)
    assert (found.numerator, found.denominator) == (2, _divisions(rural=True))
    shares = {s.id: s for s in breakdown("network.county_coverage", "region", PROVINCE, PERIOD, by=ANYBODY)}
    assert (shares[north.pk].numerator, shares[north.pk].denominator) == (1, 3)
    assert (shares[south.pk].value, shares[city.pk].value) == (100, 100)
    assert value("network.county_coverage", Scope.of("region", north)) == pytest.approx(100 / 3)
    assert value("network.region_coverage", Scope.of("region", north)) == 100


def _regions() -> int:
    from network.models import Region

    return Region.objects.count()


def _divisions(*, rural: bool = False) -> int:
    from network.models import Division

    return (Division.objects.rural() if rural else Division.objects.county_level()).count()


def test_a_region_without_a_member_is_there_with_nothing():
    empty = make.region()
    member()
    shares = {s.id: s for s in breakdown("network.active_members", "region", PROVINCE, PERIOD, by=ANYBODY)}
    assert (shares[empty.pk].value, shares[empty.pk].text) == (0, "0")
    assert shares[empty.pk].scope == Scope.of("region", empty)
    assert figure("network.county_coverage", Scope.of("region", empty), PERIOD, by=ANYBODY).text == "—"


def test_parts_of_a_count_add_up_to_it():
    tiers = [make.tier() for _ in range(2)]
    for place in range(5):
        member(tier=tiers[place % 2])
    for dimension in ("tier", "region", "centre"):
        shares = breakdown("network.active_members", dimension, PROVINCE, PERIOD, by=ANYBODY)
        assert sum(share.value for share in shares) == value("network.active_members") == 5


@pytest.mark.parametrize("code", CODES)
def test_a_scope_counts_only_its_own(code):
    own = member()
    member()
    for scope in (
        Scope.of("centre", own.network.centre),
        Scope.of("network", own.network),
        Scope.of("region", own.campus.region),
        Scope.of("hospital", own.hospital),
    ):
        assert evidence(code, scope, PERIOD, by=ANYBODY).total == 1, scope


@pytest.mark.parametrize("code", CODES)
def test_figures_and_parts_ask_a_fixed_number_of_questions(code, django_assert_max_num_queries):
    for _ in range(3):
        member()
    seasons.rules()  # asked once in a while for all figures: no part of one
    with django_assert_max_num_queries(1):
        figure(code, PROVINCE, PERIOD, by=ANYBODY)
    for dimension in INDICATORS[code].dimensions:
        with django_assert_max_num_queries(3):
            breakdown(code, dimension.code, PROVINCE, PERIOD, by=ANYBODY)


def test_a_past_day_shows_what_was_active_then():
    member(valid_from=date(2020, 1, 1), valid_to=date(2022, 12, 31))
    member()
    assert value("network.active_members", period=Period.as_of(date(2021, 6, 1))) == 1
    assert value("network.active_members", period=Period.as_of(date(2023, 6, 1))) == 0
    assert value("network.active_members") == 1


def test_the_rows_are_those_that_the_reader_may_see():
    """The figure of a past day counts a membership that is suspended today; only its own people see the row."""
    own = member(state="exited", exit_kind="voluntary", valid_to=DAY)
    member()
    stranger = people.actor(roles.HOSPITAL_ADMIN, make.hospital())
    seen = evidence("network.active_members", PROVINCE, PERIOD, by=stranger)
    assert (seen.visible, seen.total) == (1, 2)
    seen = evidence("network.active_members", PROVINCE, PERIOD, by=people.actor(roles.HOSPITAL_ADMIN, own.hospital))
    assert (seen.visible, seen.total) == (2, 2)
    assert {row.pk for row in seen.rows} == set(Membership.objects.values_list("pk", flat=True))


def application(**columns) -> MembershipApplication:
    campus = make.hospital().campuses.get()
    return MembershipApplication.objects.create(
        **{
            "number": f"A{campus.pk}",
            "hospital": campus.hospital,
            "campus": campus,
            "region": campus.region,
            "network": make.network(),
            "tier": make.tier(),
            "state": "declined",
            "decision_reason": "x",
            "created_at": clock.moment("2026-01-01 08:00"),
            "submitted_at": clock.moment("2026-01-05 08:00"),
            "decided_at": clock.moment("2026-01-15 20:00"),
        }
        | columns
    )


@pytest.mark.both
def test_steps_take_days():
    officer = people.actor(roles.DEPARTMENT_OFFICER)
    assert figure("network.days_to_decision", PROVINCE, PERIOD, by=officer).text == "—"
    first = application()
    application(decided_at=clock.moment("2026-01-10 08:00"))
    application(decided_at=clock.moment("2024-01-10 08:00"), submitted_at=clock.moment("2024-01-05 08:00"))
    assert value("network.days_to_decision", by=officer) == pytest.approx((10.5 + 5) / 2)
    assert value("network.days_to_seal", by=officer) is None
    centre = first.network.centre
    secretary = people.actor(roles.CENTRE_ADMIN, centre)
    assert value("network.days_to_decision", Scope.of("centre", centre), by=secretary) == pytest.approx(10.5)
    shares = breakdown("network.days_to_decision", "centre", PROVINCE, PERIOD, by=officer)
    assert {share.text for share in shares if share.id == centre.pk} == {"10.5"}
    with pytest.raises(Forbidden) as error:
        figure("network.days_to_decision", PROVINCE, PERIOD, by=secretary)
    assert "Days until the decision" in str(error.value.reason)
    for reader in (ANYBODY, people.actor(roles.HOSPITAL_ADMIN, first.hospital)):
        with pytest.raises(Forbidden):
            evidence("network.days_to_decision", PROVINCE, PERIOD, by=reader)


def test_many_figures_ask_together(django_assert_max_num_queries):
    officer = people.actor(roles.DEPARTMENT_OFFICER)
    first = member()
    application(handed_in_at=clock.moment("2026-01-04 08:00"), formal_check_at=clock.moment("2026-01-06 08:00"))
    codes = list(INDICATORS)
    for scope in (PROVINCE, Scope.of("centre", first.network.centre), Scope.of("region", first.campus.region)):
        alone = [figure(code, scope, PERIOD, by=Actor.as_system("test")) for code in codes]
        assert figures(codes, scope, PERIOD, by=Actor.as_system("test")) == alone
    assert officer.assignments
    # One for each kind of answer: counts, durations, points.
    with django_assert_max_num_queries(3):
        figures(codes, PROVINCE, PERIOD, by=officer)


class TestLateApplications:
    """A formal check is due within five working days, a review within fifteen."""

    def late(self, cast, day: str) -> float:
        director = cast.actor(roles.CENTRE_DIRECTOR)
        return value(LATE, Scope.of("centre", cast.network.centre), Period.as_of(date.fromisoformat(day)), director)

    def test_what_waits_past_its_date_is_counted_until_it_is_done(self):
        with clock.at("2026-03-05 09:00"):
            cast = membership.cast()
            application = membership.submitted(cast)
        with clock.at("2026-03-20 09:00"):
            assert [self.late(cast, day) for day in ("2026-03-12", "2026-03-13", "2026-03-20")] == [0, 1, 1]
            reviews.pass_formal_check(application, expected=application.version, by=cast.actor(roles.CENTRE_ADMIN))
        with clock.at("2026-04-15 09:00"):
            days = ("2026-03-04", "2026-03-19", "2026-03-20", "2026-04-13", "2026-04-14")
            assert [self.late(cast, day) for day in days] == [0, 1, 0, 0, 1]

    def test_the_figure_is_its_rows_and_red_above_nothing(self):
        with clock.at("2026-03-05 09:00"):
            cast = membership.cast()
            application = membership.submitted(cast)
            membership.submitted(membership.cast())
        scope, director = Scope.of("centre", cast.network.centre), cast.actor(roles.CENTRE_DIRECTOR)
        period = Period.as_of(date(2026, 3, 13))
        found = figure(LATE, scope, period, by=director)
        assert (found.value, found.is_red) == (1, True)
        assert [row.pk for row in evidence(LATE, scope, period, by=director).rows] == [application.pk]
        assert not figure(LATE, scope, Period.as_of(date(2026, 3, 12)), by=director).is_red
