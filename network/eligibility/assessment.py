"""Whether a hospital may join a network at a tier: the rule of the day, told condition by condition."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from network.eligibility.conditions import Condition, shown
from network.eligibility.facts import Reading
from network.eligibility.rules import Alternative, alternatives_of, rule_for
from network.models import EligibilityRule, HospitalProfile
from network.models.membership import Membership
from tools import clock


class Verdict(StrEnum):
    """How the conditions stand, best first."""

    MET = "met"
    WAIVABLE = "waivable"  # what is not met, the centre may waive with a reason
    UNKNOWN = "unknown"  # nothing speaks against it, but the profile does not say everything
    UNMET = "unmet"


@dataclass(frozen=True)
class Finding:
    """One condition for one hospital. ``missing`` names the profile's fields that would have to be filled in."""

    condition: Condition
    reading: Reading
    met: bool | None

    @property
    def sentence(self) -> str:
        """What is asked."""
        return self.condition.sentence

    @property
    def waivable(self) -> bool:
        """Whether the centre may let the hospital join without it."""
        return self.condition.waivable

    @property
    def missing(self) -> tuple[str, ...]:
        """The profile's fields that nobody has filled in, when the answer hangs on them."""
        return self.condition.fact.fields if self.met is None else ()

    @property
    def note(self) -> str:
        """What the hospital's data say, or that they do not say, and what may be done about it."""
        if self.met is None:
            return _("“%(fact)s” is not in the profile yet.") % {"fact": self.condition.fact.title}
        if self.met:
            return ""
        told = _("The hospital's data say: %(value)s.") % {"value": shown(self.condition.fact, self.reading)}
        waiver = _("The centre may waive this; give your reasons in the application.")
        return f"{told} {waiver}" if self.waivable else told


@dataclass(frozen=True)
class AssessedAlternative:
    """One way to fulfil the rule, with a finding for each condition."""

    title: str
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """Met only when every condition is."""
        if all(finding.met for finding in self.findings):
            return Verdict.MET
        if any(finding.met is False and not finding.waivable for finding in self.findings):
            return Verdict.UNMET
        return Verdict.UNKNOWN if any(finding.met is None for finding in self.findings) else Verdict.WAIVABLE


@dataclass(frozen=True)
class Assessment:
    """The answer: the best of the alternatives, and warnings that do not forbid anything."""

    rule: EligibilityRule | None
    alternatives: tuple[AssessedAlternative, ...]
    warnings: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The best verdict of the alternatives; unmet without a rule, because then nobody can join at the tier."""
        found = {alternative.verdict for alternative in self.alternatives}
        return next((verdict for verdict in Verdict if verdict in found), Verdict.UNMET)

    @property
    def met(self) -> bool:
        """Whether one alternative is met in full."""
        return self.verdict == Verdict.MET

    @property
    def closest(self) -> AssessedAlternative | None:
        """The alternative to show first: the best verdict, then the fewest conditions that are not met."""
        order = list(Verdict)
        return min(
            self.alternatives,
            key=lambda a: (order.index(a.verdict), sum(not finding.met for finding in a.findings)),
            default=None,
        )

    @property
    def sentence(self) -> str:
        """The answer as a sentence."""
        if self.rule is None:
            return _("The network has no rule for this tier on this day, so nobody can join at it.")
        return {
            Verdict.MET: _("The hospital meets the conditions of this tier."),
            Verdict.WAIVABLE: _("The hospital meets the conditions except those that the centre may waive."),
            Verdict.UNKNOWN: _("The hospital's profile does not say enough yet: complete it first."),
            Verdict.UNMET: _("The hospital does not meet the conditions of this tier."),
        }[self.verdict]


def assess(hospital, network, tier, on: date, *, profile=None) -> Assessment:
    """Hold the hospital's data against the rule that is valid for the network and tier on a day.

    At most three queries, for a past day four: rule, level held then, profile (unless it is given), members for the
    quota.
    """
    rule = rule_for(network, tier, on)
    if rule is None:
        return Assessment(None, ())
    hospital = _as_on(hospital, on)
    profile = profile or HospitalProfile.objects.filter(hospital=hospital).first()
    return Assessment(rule, assessed_by(rule, hospital, profile), _quota_warnings(rule, network, tier, on))


def assessed_by(rule: EligibilityRule, hospital, profile) -> tuple[AssessedAlternative, ...]:
    """The alternatives of a rule, saved or not, held against a hospital and its profile: no query."""
    return tuple(_assessed(alternative, hospital, profile) for alternative in alternatives_of(rule))


def _as_on(hospital, on: date):
    """The hospital with the level that it held on a past day."""
    if on >= clock.today():
        return hospital
    held = copy(hospital)
    held.level = hospital.level_on(on)
    return held


def _assessed(alternative: Alternative, hospital, profile) -> AssessedAlternative:
    findings = []
    for condition in alternative.conditions:
        reading = condition.fact.read(hospital, profile)
        findings.append(Finding(condition, reading, condition.judge(reading)))
    return AssessedAlternative(alternative.title, tuple(findings))


def _quota_warnings(rule: EligibilityRule, network, tier, on: date) -> tuple[str, ...]:
    quota = tier.quota if rule.quota is None else rule.quota
    if quota is None:
        return ()
    members = Membership.objects.active(on).filter(network=network, tier=tier).count()
    if members < quota:
        return ()
    sentence = _("The network has %(members)d members at this tier already; the rule foresees no more than %(quota)d.")
    return (sentence % {"members": members, "quota": quota},)
