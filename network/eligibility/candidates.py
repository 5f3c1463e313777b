"""Hospitals that could join a network today and have not: the rules of its tiers held against their profiles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from network.eligibility.rules import TierRule, rules_of
from network.models import Hospital, Membership, MembershipApplication, Network, Tier


@dataclass(frozen=True)
class Candidate:
    """A hospital with the tiers whose rule it meets in full, the closest first."""

    hospital: Hospital
    tiers: tuple[Tier, ...]


def candidates(hospitals, network: Network, on: date) -> list[Candidate]:
    """Of the hospitals of a queryset those that are no members, have no application open, and meet the rule of one
    tier or more: two queries, whatever their number."""
    rules = rules_of(network, on)
    members = Membership.objects.not_over(on).filter(network=network).order_by().values("hospital")
    applied = MembershipApplication.objects.open().filter(network=network).order_by().values("hospital")
    rows = hospitals.exclude(pk__in=members).exclude(pk__in=applied).select_related("profile")
    found = (Candidate(row, tuple(rule.tier for rule in rules if meets(rule, row))) for row in rows)
    return [candidate for candidate in found if candidate.tiers]


def meets(rule: TierRule, hospital: Hospital) -> bool:
    """Whether the hospital meets one alternative of the rule in full: no query when its profile came with it."""
    profile = getattr(hospital, "profile", None)
    return any(
        all(condition.judge(condition.fact.read(hospital, profile)) for condition in alternative.conditions)
        for alternative in rule.alternatives
    )
