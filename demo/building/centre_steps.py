"""The centre's steps, and the supervisor's: checking, advising, deciding, sealing, and what comes after."""

from datetime import timedelta

from demo.building.acting import Acting
from demo.building.cases import DAYS_A_YEAR, Case
from demo.building.chance import Stream
from demo.building.leaving import leave_at_once
from demo.building.people import supervisor_of
from network.domain import agreements, idle_applications, memberships, reviews
from network.membership_enums import Verdict
from office.domain.attachments import attach
from tools import clock


class CentreSteps(Acting):
    """From the formal check to the end of a membership."""

    def return_it(self, case: Case, chance: Stream) -> None:
        """The secretary returns it with remarks on two sections."""
        remarks = self.script.words["remarks"]
        chosen = chance.sample(sorted(remarks), 2)
        written = {code: chance.choice(remarks[code]) for code in chosen}
        if case.rests == "story":
            written = self.script.story["remarks"]
        reviews.return_for_completion(
            case.application, remarks=written, expected=case.application.version, by=self.secretary(case)
        )

    def check(self, case: Case, chance: Stream) -> None:
        """The secretary passes the formal check."""
        reviews.pass_formal_check(case.application, expected=case.application.version, by=self.secretary(case))

    def advise(self, case: Case, chance: Stream) -> None:
        """The region's supervisor attaches an opinion."""
        region = self.regions[case.application.campus.region_id]
        by = self.people.actor(supervisor_of(region))
        reviews.advise(case.application, verdict=Verdict.SUPPORT, text=self.said("supervisor", chance), by=by)

    def opine(self, case: Case, chance: Stream) -> None:
        """The director's opinion agrees with what will be decided; the secretary sometimes adds a remark."""
        verdict, words = Verdict.SUPPORT, "director_support"
        if ("decline" in [step for _, step in case.steps]) or case.decided_tier:
            verdict, words = (
                (Verdict.OTHER_TIER, "other_tier") if case.decided_tier else (Verdict.OPPOSE, "director_oppose")
            )
        if chance.random() < 0.25:
            remark = self.said("secretary_remark", chance)
            reviews.give_opinion(case.application, verdict=Verdict.REMARK, text=remark, by=self.secretary(case))
        reviews.give_opinion(case.application, verdict=verdict, text=self.said(words, chance), by=self.director(case))

    def admit(self, case: Case, chance: Stream) -> None:
        """Director or secretary admit: the agreement is out."""
        today, years = clock.today(), self.led(case).network.term_years
        by = self.director(case) if chance.random() < 0.6 else self.secretary(case)
        reviews.admit(
            case.application,
            tier=self.tiers[case.decided_tier or case.tier],
            term_from=today,
            term_to=today + timedelta(days=years * DAYS_A_YEAR - 1),
            reason=self.script.words["reasons"]["other_tier"] if case.decided_tier else "",
            expected=case.application.version,
            by=by,
        )
        case.agreement = case.application.agreement

    def decline(self, case: Case, chance: Stream) -> None:
        """The director declines with a reason."""
        reason = self.said("decline", chance)
        reviews.decline(case.application, reason=reason, expected=case.application.version, by=self.director(case))

    def lapse(self, case: Case, chance: Stream) -> None:
        """The secretary closes what the hospital has left."""
        reason = self.said("lapse", chance)
        idle_applications.lapse(
            case.application, reason=reason, expected=case.application.version, by=self.secretary(case)
        )

    def refuse_copy(self, case: Case, chance: Stream) -> None:
        """The secretary sends the hospital's copy back."""
        reason = self.said("refuse_copy", chance)
        agreements.refuse_hospital_copy(
            case.agreement, reason=reason, expected=case.agreement.version, by=self.secretary(case)
        )

    def confirm(self, case: Case, chance: Stream) -> None:
        """The director compares the code on the hospital's copy."""
        agreements.confirm_hospital_copy(
            case.agreement, code=case.agreement.check_code, expected=case.agreement.version, by=self.director(case)
        )

    def countersign(self, case: Case, chance: Stream) -> None:
        """The secretary uploads the centre's sealed copy."""
        by = self.secretary(case)
        attach(case.agreement, self.papers.upload("centre_copy"), kind="centre_copy", by=by)
        agreements.seal_for_centre(case.agreement, expected=case.agreement.version, by=by)

    def warn(self, case: Case, chance: Stream) -> None:
        """The secretary warns the member."""
        self._decide(memberships.warn, case, self.said("warn", chance))

    def suspend(self, case: Case, chance: Stream) -> None:
        """The secretary suspends the member."""
        self._decide(memberships.suspend, case, self.said("suspend", chance))

    def reinstate(self, case: Case, chance: Stream) -> None:
        """The secretary lifts a warning or suspension."""
        self._decide(memberships.reinstate, case, self.said("reinstate", chance))

    def leave(self, case: Case, chance: Stream) -> None:
        """The membership ends as the case says: begun, settled and completed on one day."""
        reason = self.said(case.leaves_as, chance)
        leave_at_once(case.membership, kind=case.leaves_as, reason=reason, by=self.secretary(case))

    def _decide(self, verb, case: Case, reason: str, **facts) -> None:
        by = self.secretary(case)
        verb(case.membership, reason=reason, expected=case.membership.version, by=by, **facts)
