"""The hospital's steps: what its coordinator and administrator do, by the verbs, as if they sat before the pages."""

from functools import cached_property

from demo.building.acting import Acting
from demo.building.answers import sections
from demo.building.cases import Case
from demo.building.chance import Stream, stream
from demo.building.rules import answers_to
from network.domain import agreements, application_papers, applications, signoffs
from network.eligibility import Verdict, assess
from network.membership_enums import SignOffState
from network.models import SignOff
from network.sections import OWN, REQUIRED_PAPERS, questions_of, sections_of
from office.domain.attachments import attach
from office.models import StandingDocument
from tools import clock


class HospitalSteps(Acting):
    """From the first draft to the last comparison of codes."""

    def open(self, case: Case, chance: Stream) -> None:
        """Open the application; the profile is described first, once a year."""
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
        """Save every section and attach the papers; the story's have the flaws that its remarks speak of."""
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
        self._answer_network(case, stream(self.seed, "asked", case.name))
        for kind in REQUIRED_PAPERS:
            self._attach(case, kind)

    def _answer_network(self, case: Case, chance: Stream) -> None:
        """Answer what the network asks of its own, if it asks something."""
        thing = case.application
        if OWN in sections_of(thing):
            answers = answers_to(questions_of(thing), chance)
            applications.save_section(thing, code=OWN, answers=answers, expected=0, by=self.coordinator(case))

    def _attach(self, case: Case, kind: str) -> None:
        """A paper of the application: from the shelf where the script has put it there, else uploaded."""
        shelf = StandingDocument.objects.of_hospital(case.application.hospital)
        document = shelf.current().filter(kind=kind).first() if case.hospital in self._with_shelf else None
        by = self.coordinator(case)
        if document is None:
            attach(case.application, self.papers.upload(kind), kind=kind, by=by)
        else:
            application_papers.take_from_shelf(case.application, document=document, by=by)

    @cached_property
    def _with_shelf(self) -> frozenset[str]:
        return frozenset(row["hospital"] for row in self.script.words["shelf"])

    def hand_in(self, case: Case, chance: Stream) -> None:
        """Hand in for sign-off, with reasons where a condition is to be waived."""
        if case.hospital in self.script.words["without_studies"]:
            self._explain(case)
        applications.request_signoff(case.application, expected=case.application.version, by=self.coordinator(case))

    def share(self, case: Case, chance: Stream) -> None:
        """The coordinator shares the draft with a colleague who helps."""
        colleague = self.people.account(self.script.words["colleague"])
        applications.share(case.application, colleague=colleague, may_edit=True, by=self.coordinator(case))

    def _explain(self, case: Case) -> None:
        thing = case.application
        if assess(thing.hospital, thing.network, thing.tier, clock.today()).verdict == Verdict.WAIVABLE:
            reason = self.script.words["reasons"]["waiver"]
            applications.explain_waiver(thing, reason=reason, by=self.coordinator(case))

    def _waiting(self, case: Case) -> SignOff:
        rows = SignOff.objects.filter(object_type=case.application._meta.label_lower, state=SignOffState.WAITING)
        return rows.get(object_id=case.application.pk)

    def sign(self, case: Case, chance: Stream) -> None:
        """The administrator signs."""
        waiting = self._waiting(case)
        signoffs.sign(waiting, expected=waiting.version, by=self.administrator(case))
        case.application.refresh_from_db(fields=["state", "version", "submitted_at", "resubmitted_at"])

    def send_back(self, case: Case, chance: Stream) -> None:
        """The administrator sends it back with a reason."""
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
        """The administrator withdraws what the centre has."""
        reason = self.said("withdraw", chance)
        applications.withdraw_submitted(
            case.application, expected=case.application.version, reason=reason, by=self.administrator(case)
        )

    def seal(self, case: Case, chance: Stream) -> None:
        """The hospital uploads its sealed copy."""
        by = self.coordinator(case)
        attach(case.agreement, self.papers.upload("hospital_copy"), kind="hospital_copy", by=by)
        agreements.seal_for_hospital(case.agreement, expected=case.agreement.version, by=by)

    def complete(self, case: Case, chance: Stream) -> None:
        """The administrator compares the code on the centre's copy: the membership begins."""
        code, by = case.agreement.check_code, self.administrator(case)
        agreements.complete(case.agreement, code=code, expected=case.agreement.version, by=by)
        case.membership = case.agreement.membership
