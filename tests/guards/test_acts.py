"""Whatever the logbook is told has words for people: nobody reads codes."""

import re

from access.presenters import ACTS
from tests.guards.repository import HOUSES, texts

CODE = re.compile(r'(?:verb=|, act = |else )f?\(?"([a-z_]+\.[a-z_]+)"')


def without_words(text: str) -> list[str]:
    """The codes of acts in a piece of code that nobody has put into words."""
    return [code for code in CODE.findall(text) if code not in ACTS]


def test_every_act_that_is_recorded_has_words():
    patterns = [f"{house}/*.py" for house in HOUSES if house != "tools"]

    assert {path: without_words(text) for path, text in texts(*patterns) if without_words(text)} == {}


def test_an_act_without_words_is_found():
    assert without_words('logbook.record(row, by=by, verb="hospital.vanished")') == ["hospital.vanished"]
