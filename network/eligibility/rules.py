"""Which rule is valid for a network and tier, and what it asks, in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from access.queries.prepared import Prepared
from network.eligibility import conditions
from network.eligibility.conditions import Condition
from network.models import EligibilityRule, Tier
from network.province.records import in_reader_language


@dataclass(frozen=True)
class Alternative:
    """One way to fulfil a rule: every condition must be met."""

    title: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class TierRule:
    """What one tier asks, for the network's page: sentences per alternative, the quota and the note."""

    tier: Tier
    rule: EligibilityRule
    alternatives: tuple[Alternative, ...]


def rule_for(network, tier, on: date) -> EligibilityRule | None:
    """The network's own rule valid on the day, else the common one; the highest version of several. No network: the
    common one."""
    found = _FIRST(network.pk, tier.pk, on) if network else _COMMON(tier.pk, on)
    return next(iter(found), None)


def rules_of(network, on: date) -> list[TierRule]:
    """The rule of each tier that has one, closest tier first: one query."""
    chosen: dict[int, EligibilityRule] = {}
    for rule in _valid(network, on).select_related("tier"):
        chosen.setdefault(rule.tier_id, rule)
    ordered = sorted(chosen.values(), key=lambda rule: rule.tier.rank)
    return [TierRule(rule.tier, rule, alternatives_of(rule)) for rule in ordered]


def _valid(network, on: date):
    """Own rules come first: NULL sorts last on every database because it is asked for."""
    rows = EligibilityRule.objects.valid(on).filter(Q(network=network) | Q(network__isnull=True))
    return rows.order_by(F("network").asc(nulls_last=True), "-version")


# Asked for every step of an application.
_FIRST = Prepared(lambda network, tier, on: _valid(network, on).filter(tier=tier)[:1], int, int, date)
_COMMON = Prepared(lambda tier, on: _valid(None, on).filter(tier=tier)[:1], int, date)


def alternatives_of(rule: EligibilityRule) -> tuple[Alternative, ...]:
    """The rule's alternatives with their conditions. Raises ValueError when the stored rule does not hold."""
    return tuple(
        Alternative(
            in_reader_language(data.get("title_zh", ""), data.get("title_en", "")),
            tuple(Condition.of(condition) for condition in data["conditions"]),
        )
        for data in rule.alternatives
    )


def problems(alternatives: list) -> list[str]:
    """What is wrong with stored alternatives, each with its place; an empty list means that they hold."""
    if not alternatives:
        return ["a rule needs one alternative or more"]
    return [
        f"alternative {number}: {problem}"
        for number, data in enumerate(alternatives, start=1)
        for problem in _alternative_problems(data)
    ]


def _alternative_problems(data) -> list[str]:
    if not isinstance(data, dict) or not isinstance(data.get("conditions"), list) or not data["conditions"]:
        return ["an alternative has a title in both languages and a list of conditions"]
    return [
        f"condition {number}: {problem}"
        for number, condition in enumerate(data["conditions"], start=1)
        for problem in conditions.problems(condition)
    ]
