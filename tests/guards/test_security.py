"""docs/security.md names tests that exist, and says of every line by what it is met or why it is open."""

import re

from tests.guards.repository import ROOT

TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::((?:\w+::)?\w+)`")


def unknown_tests(text: str, root=ROOT) -> list[str]:
    """The tests that a text names and that the tree does not have."""
    return [f"{path}::{name}" for path, name in NAMED.findall(text) if not _exists(root / path, name)]


def _exists(path, name: str) -> bool:
    *classes, function = name.split("::")
    source = path.read_text(encoding="utf-8") if path.exists() else ""
    wanted = [rf"^class {one}\b" for one in classes] + [rf"^\s*(?:async )?def {function}\("]
    return all(re.search(pattern, source, re.MULTILINE) for pattern in wanted)


def undecided_lines(text: str) -> list[str]:
    """Lines of the tables that name no test and do not say why they are open."""
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| asked")]
    return [row for row in rows if not NAMED.search(row) and not re.search(r"\| open: \S.*\|$", row)]


def test_tests_named_by_the_table_exist():
    assert len(NAMED.findall(TEXT)) > 60
    assert unknown_tests(TEXT) == []


def test_each_line_of_the_table_is_met_or_says_why_it_is_open():
    assert undecided_lines(TEXT) == []


def test_a_test_that_is_gone_and_a_line_without_an_answer_are_found():
    assert unknown_tests("`tests/guards/test_security.py::test_gone` `tests/gone.py::test_x`") == [
        "tests/guards/test_security.py::test_gone",
        "tests/gone.py::test_x",
    ]
    assert undecided_lines("| asked | by | met |\n| a | V1 | later |\n| b | V1 | open: |\n| c | V1 | open: why |") == [
        "| a | V1 | later |",
        "| b | V1 | open: |",
    ]
