"""The plan of the full province, made without a database."""

from collections import Counter
from datetime import date, timedelta

import pytest

from demo.building import paths
from demo.building.chance import stream
from demo.building.choosing import fits
from demo.building.plan import FEW_IN_REGION, Plan
from demo.building.workdays import moment_on, moments, shifted, work_day
from demo.files import SMALL, script
from network.province import province
from tools import calendar, clock

AS_OF = date(2026, 11, 24)
REGION_OF = {row.code: row.reporting_region_code for row in province().divisions}


def plan(as_of: date = AS_OF, seed: int = 20180712, scale: str = "full") -> Plan:
    return Plan(script(scale), as_of, seed, REGION_OF)


@pytest.fixture(scope="module")
def planned() -> Plan:
    return plan()


def outline(planned: Plan) -> list:
    return [(case.name, case.tier, case.steps) for case in planned.cases]


def region_of(key: str) -> str:
    return REGION_OF[script().hospitals[key].division]


def test_the_same_seed_and_day_make_the_same_plan_and_another_seed_another(planned):
    assert outline(plan()) == outline(planned)
    assert outline(plan(seed=7)) != outline(planned)


def test_every_case_fits_its_network_and_tier(planned):
    told = script()
    for case in planned.cases:
        row, centre = told.hospitals[case.hospital], told.centres[case.centre]
        earlier_life = case.serial == 1 and case.tier != (case.decided_tier or case.tier)
        assert fits(row, centre, case.tier) or earlier_life or case.tier == "primary_partner", case.name


def test_a_hospital_has_at_most_one_life_with_a_network_at_a_time(planned):
    spans: dict[tuple, list] = {}
    for case in planned.cases:
        spans.setdefault((case.hospital, case.centre), []).append((case.steps[0][0], case.steps[-1][0]))
    for pair, times in spans.items():
        times.sort()
        assert all(first[1] < second[0] for first, second in zip(times, times[1:], strict=False)), pair


def test_every_region_has_members_and_none_of_them_hangs_on_one_that_is_in_trouble(planned):
    assert {region_of(case.hospital) for case in planned.members} == set(REGION_OF.values()) - {""}
    members = Counter(region_of(case.hospital) for case in planned.members)
    for case in planned.members:
        if {"warn", "suspend"} & {step for _moment, step in case.steps}:
            assert members[region_of(case.hospital)] >= FEW_IN_REGION


def test_as_many_cases_rest_as_the_script_says(planned):
    told = script()
    rests = Counter(case.rests for case in planned.cases if case.rests)
    assert rests == Counter(told.now) + Counter({"story": 1})


def test_the_storys_centre_has_one_review_past_its_date(planned):
    own = script().story["application"]["centre"]
    assert [case.rests for case in planned.cases if case.centre == own and case.rests.startswith("overdue")] == [
        "overdue_review"
    ]


def test_nothing_is_planned_for_the_day_of_the_build_or_a_weekend_on_which_nobody_works(planned):
    for case in planned.cases:
        for moment, step in case.steps:
            local = clock.local(moment)
            assert local.date() < AS_OF, (case.name, step)
            assert local.weekday() < 5 or calendar.is_working_day(local.date()), (case.name, step)


def test_steps_of_a_case_follow_each_other(planned):
    for case in planned.cases:
        times = [moment for moment, _step in case.steps]
        assert times == sorted(set(times)), case.name


def test_members_join_within_the_last_term_and_after_their_network_opened(planned):
    told = script()
    for case in planned.members:
        network = told.centres[case.centre].network
        joined = next(moment.date() for moment, step in case.steps if step == "complete")
        assert joined > AS_OF - timedelta(days=365 * network["term_years"] - 60), case.name
        assert case.begins > network["opened_on"], case.name


@pytest.mark.parametrize("as_of", [date(2024, 10, 1), date(2027, 6, 13), date(2031, 2, 28)])
def test_the_province_can_be_planned_for_other_days(as_of):
    planned = plan(as_of)
    kinds = Counter(step for case in planned.cases for _moment, step in case.steps)
    assert set(kinds) == set(paths.GAPS)
    assert len({region_of(case.hospital) for case in planned.members}) == province().counts.regions


def test_the_sample_has_every_resting_state():
    planned = plan(scale=SMALL)
    wanted = {name for name, count in script(SMALL).now.items() if count}
    assert {case.rests for case in planned.cases if case.rests} == wanted | {"story"}


class TestWorkdays:
    FRIDAY, SATURDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 9)

    def test_weekends_are_left_out(self):
        assert [work_day(self.FRIDAY), work_day(self.SATURDAY)] == [self.FRIDAY, self.MONDAY]
        assert shifted(self.FRIDAY, 1) == self.MONDAY
        assert shifted(self.MONDAY, -1) == self.FRIDAY
        assert shifted(self.FRIDAY, 5) == date(2026, 3, 13)
        assert shifted(self.SATURDAY, 0) == self.MONDAY

    def test_moments_lie_in_office_hours_and_never_meet(self):
        found = moments(self.SATURDAY, [0, 0, 3], stream(1, "test"))
        assert [clock.local(moment).date() for moment in found] == [self.MONDAY, self.MONDAY, date(2026, 3, 12)]
        assert found[0] < found[1]
        assert 8 <= clock.local(found[0]).hour <= 17

    def test_a_moment_after_another_on_the_same_day_is_later(self):
        first = moment_on(self.MONDAY, stream(1, "a"))
        assert moment_on(self.MONDAY, stream(1, "b"), after=first) > first
