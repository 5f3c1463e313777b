"""The national rules about human genetic resources, one version after another, read from rules.toml."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "rules.toml"


@dataclass(frozen=True)
class Need:
    """One approval or filing (a code of HgrKind) and the answers that make it needed."""

    kind: str
    every: tuple[str, ...]
    some: tuple[str, ...]
    no: tuple[str, ...]

    def holds(self, yes: frozenset[str]) -> bool:
        """Whether questions answered with yes make it needed."""
        return (
            yes.issuperset(self.every) and (not self.some or not yes.isdisjoint(self.some)) and yes.isdisjoint(self.no)
        )


@dataclass(frozen=True)
class HgrRule:
    """One version of the rules: the questions asked, what they lead to, and which answers exclude each other."""

    version: str
    valid_from: date
    questions: tuple[str, ...]
    needs: tuple[Need, ...]
    excluding: tuple[tuple[str, str], ...]


@cache
def _rules() -> tuple[HgrRule, ...]:
    told = tomllib.loads(FILE.read_text())["rule"]
    return tuple(sorted((_rule(row) for row in told), key=lambda rule: rule.valid_from))


def _rule(row: dict) -> HgrRule:
    needs = (Need(n["kind"], tuple(n["all"]), tuple(n["any"]), tuple(n["none"])) for n in row["need"])
    excluding = tuple((first, second) for first, second in row["contradictions"])
    return HgrRule(row["version"], row["valid_from"], tuple(row["questions"]), tuple(needs), excluding)


def rule_on(day: date) -> HgrRule:
    """The version that applies on a day; before the first, the first."""
    return next((rule for rule in reversed(_rules()) if rule.valid_from <= day), _rules()[0])


def by_version(version: str) -> HgrRule:
    """The rules by their version. Raises LookupError."""
    found = next((rule for rule in _rules() if rule.version == version), None)
    if found is None:
        raise LookupError(version)
    return found


def needed(rule: HgrRule, answers: dict[str, bool]) -> list[str]:
    """The codes of the approvals and filings that the answers make needed, in the order of the rules."""
    yes = frozenset(code for code in rule.questions if answers.get(code) is True)
    return [need.kind for need in rule.needs if need.holds(yes)]


def contradictions(rule: HgrRule, answers: dict[str, bool]) -> list[tuple[str, str]]:
    """Pairs of questions that cannot both be answered with yes and are."""
    return [pair for pair in rule.excluding if all(answers.get(code) is True for code in pair)]
