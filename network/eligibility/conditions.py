"""One condition of a rule: whether it is met, unmet or not known, and the sentence that tells it.

Stored as ``{"fact": "level", "operator": "at_least", "value": "2B", "waivable": false}``. Operators: ``is`` (true or
false) for yes-or-no facts, ``at_least`` for numbers and levels, ``in`` for a list of choices.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from network.eligibility.facts import CHOICE, FACTS, NUMBER, YES_NO, Fact, Reading

KEYS = {"fact", "operator", "value", "waivable"}
OPERATORS = {YES_NO: {"is"}, NUMBER: {"at_least"}, CHOICE: {"in", "at_least"}}


@dataclass(frozen=True)
class Condition:
    """A condition of a rule that holds; make it with ``Condition.of``."""

    fact: Fact
    operator: str
    value: object
    waivable: bool = False

    @classmethod
    def of(cls, data: dict) -> Condition:
        """From its stored form. Raises ValueError with the first problem."""
        for problem in problems(data):
            raise ValueError(problem)
        return cls(FACTS[data["fact"]], data["operator"], data["value"], data.get("waivable", False))

    def judge(self, reading: Reading) -> bool | None:
        """True when met, False when not, None when the reading does not say."""
        if reading.value is None:
            return None
        if self.operator == "is":
            return reading.value is self.value
        if self.operator == "in":
            return reading.value in self.value
        if self.fact.kind == CHOICE:
            return self.fact.choices(reading.value).rank <= self.fact.choices(self.value).rank
        if reading.value >= self.value:
            return True
        return None if reading.partial else False

    @property
    def sentence(self) -> str:
        """What is asked, as a full sentence in the reader's language."""
        if self.operator == "is":
            return str(self.fact.sentences["yes" if self.value else "no"])
        shown = self.value if self.fact.kind == NUMBER else self._labels()
        return self.fact.sentences[self.operator] % {"value": shown}

    def _labels(self) -> str:
        values = self.value if self.operator == "in" else [self.value]
        return _(", ").join(str(self.fact.choices(value).label) for value in values)


def shown(fact: Fact, reading: Reading) -> str:
    """A known value in the reader's language."""
    if fact.kind == CHOICE:
        return str(fact.choices(reading.value).label)
    if fact.kind == YES_NO:
        return _("yes") if reading.value else _("no")
    return str(reading.value)


def problems(data: dict) -> list[str]:
    """What is wrong with a stored condition; an empty list means that it holds. For those who write rules."""
    if not isinstance(data, dict) or not {"fact", "operator", "value"} <= set(data) <= KEYS:
        return [f"a condition has the keys fact, operator, value and maybe waivable, not {data!r}"]
    fact = FACTS.get(data["fact"])
    if fact is None:
        return [f"the fact {data['fact']!r} is none of {', '.join(sorted(FACTS))}"]
    allowed = OPERATORS[fact.kind] & (set(fact.sentences) | {"is"})
    if data["operator"] not in allowed:
        return [f"the fact {fact.name} is compared by {' or '.join(sorted(allowed))}, not {data['operator']!r}"]
    found = _value_problems(fact, data["operator"], data["value"])
    if not isinstance(data.get("waivable", False), bool):
        found.append(f"waivable is true or false, not {data['waivable']!r}")
    return found


def _value_problems(fact: Fact, operator: str, value) -> list[str]:
    if fact.kind == YES_NO:
        return [] if isinstance(value, bool) else [f"{fact.name} is true or false, not {value!r}"]
    if fact.kind == NUMBER:
        sound = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        return [] if sound else [f"{fact.name} needs a whole number, not {value!r}"]
    if operator == "in" and not (isinstance(value, list) and value):
        return [f"{fact.name} needs a list of values, not {value!r}"]
    wrong = [item for item in (value if operator == "in" else [value]) if item not in fact.choices.values]
    return [f"{fact.name} has no value {item!r}" for item in wrong]
