"""What a new version of a rule would mean for the members and applicants of today."""

from __future__ import annotations

from dataclasses import dataclass

from network.eligibility.assessment import Assessment, Verdict, assessed_by
from network.models import EligibilityRule, HospitalProfile, Membership, MembershipApplication


@dataclass(frozen=True)
class Outcome:
    """One member or applicant: how it stands to the rule of today, and how to the new version."""

    thing: object
    now: Verdict | None
    then: Verdict

    @property
    def change(self) -> str:
        """``lost``: met today and not then; ``won``: the other way round; else ``met``, ``waivable``, ..."""
        if self.now == Verdict.MET and self.then != Verdict.MET:
            return "lost"
        return "won" if self.now != Verdict.MET and self.then == Verdict.MET else str(self.then)


def compare(draft: EligibilityRule, *, now: EligibilityRule | None, networks) -> list[Outcome]:
    """Hold today's members and open applications at the draft's tier against both versions: three queries."""
    members = Membership.objects.current().filter(network__in=networks, tier=draft.tier).exclude(state="exited")
    applicants = MembershipApplication.objects.open().filter(network__in=networks, tier=draft.tier)
    things = [
        *members.select_related("hospital", "network").order_by("hospital__sort_key", "pk"),
        *applicants.select_related("hospital", "network").order_by("hospital__sort_key", "pk"),
    ]
    profiles = {
        profile.hospital_id: profile
        for profile in HospitalProfile.objects.filter(hospital__in={thing.hospital_id for thing in things})
    }
    return [_outcome(thing, profiles.get(thing.hospital_id), draft, now) for thing in things]


def _outcome(thing, profile, draft: EligibilityRule, now: EligibilityRule | None) -> Outcome:
    before = Assessment(now, assessed_by(now, thing.hospital, profile)).verdict if now else None
    return Outcome(thing, before, Assessment(draft, assessed_by(draft, thing.hospital, profile)).verdict)
