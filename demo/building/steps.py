"""The steps of a case: what the people of both sides do, by the verbs, as if they sat before the pages."""

from datetime import timedelta

from access.actor import Actor
from demo.building.answers import sections
from demo.building.cases import DAYS_A_YEAR, Case
from demo.building.centres import Centres, Led
from demo.building.chance import Stream, stream
from demo.building.hospitals import Entered, Hospitals
from demo.building.papers import Papers
from demo.building.people import People, supervisor_of
from demo.files import Script
from network.domain import agreements, applications, memberships, reviews, signoffs
from network.eligibility import Verdict as Fitting
from network.eligibility import assess
from network.membership_enums import SignOffState, Verdict
from network.models import Region, SignOff, Tier
from network.sections import REQUIRED_PAPERS
from office.domain.attachments import attach
from tools import clock


class Steps:
    """Takes the steps of cases; a step's name is the name of the method."""

    def __init__(self, script: Script, seed: int, people: People, hospitals: Hospitals, centres: Centres):
        self.script, self.seed = script, seed
        self.people, self.hospitals, self.centres = people, hospitals, centres
        self.papers = Papers(script.words["papers"])
        self.tiers = {tier.code: tier for tier in Tier.objects.all()}
        self.regions = {region.pk: region for region in Region.objects.all()}

    def take(self, case: Case, step: str) -> None:
        """Take one step of a case."""
        getattr(self, step)(case, stream(self.seed, "step", case.name, step))

    # Who acts.
    def coordinator(self, case: Case) -> Actor:
        return self.people.actor(f"{case.hospital}-coordinator")

    def administrator(self, case: Case) -> Actor:
        return self.people.actor(f"{case.hospital}-admin")

    def secretary(self, case: Case) -> Actor:
        return self.people.actor(f"{case.centre}-secretary")

    def director(self, case: Case) -> Actor:
        return self.people.actor(f"{case.centre}-director")

    def entered(self, case: Case) -> Entered:
        return self.hospitals[case.hospital]

    def led(self, case: Case) -> Led:
        return self.centres[case.centre]

    def said(self, kind: str, chance: Stream) -> str:
        """One of the reasons or opinions that the script has for an occasion."""
        reasons = self.script.words["reasons"] | self.script.words["opinions"]
        found = reasons[kind]
        return found if isinstance(found, str) else chance.choice(found)

    # The hospital's side.
    def open(self, case: Case, chance: Stream) -> None:
        self.hospitals.describe(case.hospital)
        entered = self.entered(case)
        case.application = applications.start(
            entered.hospital,
            network=self.led(case).network,
            campus=entered.campuses[-1 if case.second_campus else 0],
            tier=self.tiers[case.tier],
            by=self.coordinator(case),
        )

    def fill_in(self, case: Case, chance: Stream) -> None:
        entered = self.entered(case)
        region = self.regions[case.application.campus.region_id]
        people = {"leader": self.people.leader_at(case.hospital), "contact": self.coordinator(case).label}
        answers = sections(entered.row, self.led(case).row, self.script.words, chance, people=people, region=region)
        flaws = self.script.story["flaws"] if case.rests == "story" else {}
        for code, values in answers.items():
            values |= flaws.get(code, {})
            applications.save_section(
                case.application, code=code, answers=values, expected=0, by=self.coordinator(case)
            )
        for kind in REQUIRED_PAPERS:
            attach(case.application, self.papers.upload(kind), kind=kind, by=self.coordinator(case))

    def hand_in(self, case: Case, chance: Stream) -> None:
        if case.hospital in self.script.words["without_studies"]:
            self._explain(case)
        applications.request_signoff(
            case.application, expected=case.application.version, by=self.coordinator(case)
        )

    def _explain(self, case: Case) -> None:
        thing = case.application
        if assess(thing.hospital, thing.network, thing.tier, clock.today()).verdict == Fitting.WAIVABLE:
            reason = self.script.words["reasons"]["waiver"]
            applications.explain_waiver(thing, reason=reason, by=self.coordinator(case))

    def _waiting(self, case: Case) -> SignOff:
        rows = SignOff.objects.filter(object_type=case.application._meta.label_lower, state=SignOffState.WAITING)
        return rows.get(object_id=case.application.pk)

    def sign(self, case: Case, chance: Stream) -> None:
        waiting = self._waiting(case)
        signoffs.sign(waiting, expected=waiting.version, by=self.administrator(case))
        case.application.refresh_from_db(fields=["state", "version", "submitted_at", "resubmitted_at"])

    def send_back(self, case: Case, chance: Stream) -> None:
        waiting, reason = self._waiting(case), self.said("send_back", chance)
        signoffs.send_back(waiting, expected=waiting.version, reason=reason, by=self.administrator(case))
        case.application.refresh_from_db(fields=["state", "version"])

    def correct(self, case: Case, chance: Stream) -> None:
        """Save what was remarked on once more."""
        for section in case.application.sections.filter(code__in=self._remarked(case)):
            applications.save_section(
                case.application,
                code=section.code,
                answers=section.answers,
                expected=section.version,
                by=self.coordinator(case),
            )

    def _remarked(self, case: Case) -> list[str]:
        return list(case.application.remarks.values_list("section", flat=True))

    def withdraw(self, case: Case, chance: Stream) -> None:
        reason = self.said("withdraw", chance)
        applications.withdraw(
            case.application, expected=case.application.version, reason=reason, by=self.coordinator(case)
        )

    # The centre's side, and the supervisor.
    def return_it(self, case: Case, chance: Stream) -> None:
        remarks = self.script.words["remarks"]
        chosen = chance.sample(sorted(remarks), 2)
        written = {code: chance.choice(remarks[code]) for code in chosen}
        if case.rests == "story":
            written = self.script.story["remarks"]
        reviews.return_for_completion(
            case.application, remarks=written, expected=case.application.version, by=self.secretary(case)
        )

    def check(self, case: Case, chance: Stream) -> None:
        reviews.pass_formal_check(case.application, expected=case.application.version, by=self.secretary(case))

    def advise(self, case: Case, chance: Stream) -> None:
        region = self.regions[case.application.campus.region_id]
        by = self.people.actor(supervisor_of(region))
        reviews.advise(case.application, verdict=Verdict.SUPPORT, text=self.said("supervisor", chance), by=by)

    def opine(self, case: Case, chance: Stream) -> None:
        verdict, words = Verdict.SUPPORT, "director_support"
        if ("decline" in [step for _, step in case.steps]) or case.decided_tier:
            verdict, words = (Verdict.OTHER_TIER, "other_tier") if case.decided_tier else (Verdict.OPPOSE, "director_oppose")
        if chance.random() < 0.25:
            remark = self.said("secretary_remark", chance)
            reviews.give_opinion(case.application, verdict=Verdict.REMARK, text=remark, by=self.secretary(case))
        reviews.give_opinion(case.application, verdict=verdict, text=self.said(words, chance), by=self.director(case))

    def admit(self, case: Case, chance: Stream) -> None:
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
        reason = self.said("decline", chance)
        reviews.decline(
            case.application, reason=reason, expected=case.application.version, by=self.director(case)
        )

    # The seals.
    def seal(self, case: Case, chance: Stream) -> None:
        by = self.coordinator(case)
        attach(case.agreement, self.papers.upload("hospital_copy"), kind="hospital_copy", by=by)
        agreements.seal_for_hospital(case.agreement, expected=case.agreement.version, by=by)

    def refuse_copy(self, case: Case, chance: Stream) -> None:
        reason = self.said("refuse_copy", chance)
        agreements.refuse_hospital_copy(
            case.agreement, reason=reason, expected=case.agreement.version, by=self.secretary(case)
        )

    def confirm(self, case: Case, chance: Stream) -> None:
        agreements.confirm_hospital_copy(
            case.agreement, code=case.agreement.check_code, expected=case.agreement.version, by=self.director(case)
        )

    def countersign(self, case: Case, chance: Stream) -> None:
        by = self.secretary(case)
        attach(case.agreement, self.papers.upload("centre_copy"), kind="centre_copy", by=by)
        agreements.seal_for_centre(case.agreement, expected=case.agreement.version, by=by)

    def complete(self, case: Case, chance: Stream) -> None:
        code, by = case.agreement.check_code, self.administrator(case)
        agreements.complete(case.agreement, code=code, expected=case.agreement.version, by=by)
        case.membership = case.agreement.membership

    # What comes after.
    def warn(self, case: Case, chance: Stream) -> None:
        self._decide(memberships.warn, case, self.said("warn", chance))

    def suspend(self, case: Case, chance: Stream) -> None:
        self._decide(memberships.suspend, case, self.said("suspend", chance))

    def reinstate(self, case: Case, chance: Stream) -> None:
        self._decide(memberships.reinstate, case, self.said("reinstate", chance))

    def leave(self, case: Case, chance: Stream) -> None:
        facts = {"kind": case.leaves_as, "last_day": clock.today()}
        self._decide(memberships.end, case, self.said(case.leaves_as, chance), **facts)

    def _decide(self, verb, case: Case, reason: str, **facts) -> None:
        by = self.secretary(case)
        verb(case.membership, reason=reason, expected=case.membership.version, by=by, **facts)
