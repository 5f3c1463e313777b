"""The form of a benchmark's result, and that both sides are measured alike."""

import time

import pytest

from benchmarks.harness import medians, report


@pytest.mark.parametrize(
    ("value", "op", "goal", "line", "meets"),
    [
        (1.2345, "<=", 1.3, "filter.centre 1.234 × goal <= 1.3", True),
        (12, ">=", 10, "filter.centre 12 × goal >= 10", True),
        (1.31, "<=", 1.3, "filter.centre 1.31 × goal <= 1.3", False),
        (2, "<", 2, "filter.centre 2 × goal < 2", False),
    ],
)
def test_report_prints_figure_and_goal(capsys, value, op, goal, line, meets):
    assert report("filter.centre", value, "×", op, goal) is meets
    assert capsys.readouterr().out == f"{line}\n"


def test_report_refuses_a_comparison_it_does_not_know():
    with pytest.raises(KeyError):
        report("filter", 1, "s", "~", 1)


def test_medians_take_turns_and_swap_the_order():
    calls = []

    medians({"a": lambda: calls.append("a"), "b": lambda: calls.append("b")}, rounds=2, warm_up=1)

    assert "".join(calls) == "ab" + "ba" + "ab"


def test_medians_measure_each_side():
    found = medians({"slow": lambda: time.sleep(0.02), "fast": lambda: None}, rounds=3, warm_up=0)

    assert found["slow"] >= 0.02
    assert found["fast"] < 0.02
