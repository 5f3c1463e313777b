"""Who may join a network at which tier: rules as data, assessed against the hospital's profile."""

from network.eligibility.assessment import AssessedAlternative, Assessment, Finding, Verdict, assess
from network.eligibility.candidates import Candidate, candidates
from network.eligibility.rules import Alternative, TierRule, rule_for, rules_of

__all__ = [
    "Alternative",
    "AssessedAlternative",
    "Assessment",
    "Candidate",
    "Finding",
    "TierRule",
    "Verdict",
    "assess",
    "candidates",
    "rule_for",
    "rules_of",
]
