"""Which approvals and filings about human genetic resources a study needs: pure functions of its answers."""

from studies.hgr.questions import QUESTIONS
from studies.hgr.rules import HgrRule, by_version, contradictions, needed, rule_on

__all__ = ["QUESTIONS", "HgrRule", "by_version", "contradictions", "needed", "rule_on"]
