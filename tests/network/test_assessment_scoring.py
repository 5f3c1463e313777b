"""How points come of values, and what a table must hold."""

import pytest

from network.assessment_scoring import Row, grade_for, points_for, problems, rows_of
from tests.factories.assessments import GRADES, ROWS, content


def row(**columns) -> Row:
    return Row(**ROWS[0] | columns)


@pytest.mark.parametrize(
    ("columns", "value", "points"),
    [
        ({}, 0, 0),
        ({}, 1, 20),
        ({}, 3, 60),
        ({}, 9, 60),
        ({"zero": 30, "full": 5}, 30, 0),
        ({"zero": 30, "full": 5}, 17.5, 30),
        ({"zero": 30, "full": 5}, 2, 60),
        ({"rule": "bands", "bands": [[1, 3], [10, 7]]}, 0, 0),
        ({"rule": "bands", "bands": [[1, 3], [10, 7]]}, 9.9, 3),
        ({"rule": "bands", "bands": [[1, 3], [10, 7]]}, 10, 7),
        ({"rule": "expert"}, 33.34, 33.3),
    ],
)
def test_a_value_becomes_points_by_the_rows_rule(columns, value, points):
    assert points_for(row(**columns), value) == points


@pytest.mark.parametrize(
    ("total", "vetoed", "grade"),
    [
        (100, False, "excellent"),
        (90, False, "excellent"),
        (89.9, False, "qualified"),
        (60, False, "basic"),
        (59.9, False, "unqualified"),
        (0, False, "unqualified"),
        (100, True, "unqualified"),
    ],
)
def test_a_sum_becomes_a_result_at_its_threshold_and_a_veto_outweighs_it(total, vetoed, grade):
    assert grade_for(content(), total, vetoed) == grade


def _found(rows: list[dict], grades: list[dict] = GRADES) -> list[tuple]:
    return [(place, field, wrong.code) for place, field, wrong in problems(content(rows) | {"grades": grades})]


def test_a_table_that_holds_has_no_problem():
    assert _found(ROWS) == []
    assert [found.code for found in rows_of(content())] == ["studies", "conduct"]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([{}, {"points": 35}], [(1, "points", "assessment_table.sum")]),
        ([{}, {"code": "studies"}], [(1, "code", "assessment_table.twice")]),
        ([{"zero": None}, {}], [(0, "full", "assessment_table.no_line")]),
        ([{"full": 0}, {}], [(0, "full", "assessment_table.no_line")]),
        ([{"rule": "bands"}, {}], [(0, "bands", "assessment_table.bad_bands")]),
        ([{"rule": "bands", "bands": [[5, 3], [1, 7]]}, {}], [(0, "bands", "assessment_table.bad_bands")]),
        ([{"rule": "bands", "bands": [[1, 61]]}, {}], [(0, "bands", "assessment_table.bad_bands")]),
        ([{}, {"figure": "network.active_members"}], [(1, "rule", "assessment_table.judged_figure")]),
        (
            [{"points": -1}, {"points": 101}],
            [(0, "points", "assessment_table.bad_points"), (1, "points", "assessment_table.bad_points")],
        ),
    ],
)
def test_what_does_not_hold_is_said_at_its_row(changes, found):
    rows = [known | change for known, change in zip(ROWS, changes, strict=True)]

    assert _found(rows) == found


def test_an_empty_table_and_thresholds_that_do_not_fall_are_said():
    assert _found([]) == [("sum", "", "assessment_table.no_rows")]
    assert _found(ROWS, [GRADES[1], GRADES[0], *GRADES[2:]]) == [("grades", "from", "assessment_table.grades_fall")]
