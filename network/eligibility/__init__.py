"""Who may join a network at which tier: rules as data, assessed against the hospital's profile."""

from network.eligibility.assessment import AssessedAlternative, Assessment, Finding, Verdict, assess
from network.eligibility.rules import Alternative, TierRule, rule_for, rules_of

__all__ = [
    "Alternative",
    "AssessedAlternative",
    "Assessment",
    "Finding",
    "TierRule",
    "Verdict",
    "assess",
    "rule_for",
    "rules_of",
]
