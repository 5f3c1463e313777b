"""What goes on between joining and leaving on the day of the story: answers, visits, exits, an idle return."""

from collections.abc import Iterator
from datetime import date, timedelta

from access.actor import Actor
from access.enums import Origin
from demo.building.agenda import Agenda
from demo.building.cases import Case
from demo.building.chance import stream
from demo.building.leaving import leave_at_once
from demo.building.plan import Plan
from demo.building.steps import Steps
from demo.building.workdays import moment_on, shifted
from network.domain import idle_applications, measures, membership_exits, signoffs, site_visits
from network.exit_enums import Finding, VisitOutcome
from network.membership_enums import MembershipState
from network.models import Measure, SignOff
from tools import clock

# So many working days after a measure the hospital answers, and the centre has read it.
ANSWERS, NOTES = 5, 8
VISITED, PLANNED = 2, 6


class RecentWeeks:
    """Puts the acts of the last weeks down, after the cases are planned."""

    def __init__(self, steps: Steps, plan: Plan, as_of: date):
        self.steps, self.plan, self.as_of = steps, plan, as_of
        self.words = steps.script.words
        self.own = steps.script.story["application"]["centre"]

    def put_down(self, agenda: Agenda) -> None:
        """Answers after each measure; visits and exits of members of the story's centre; warnings of idleness."""
        for case in self.plan.cases:
            for moment, step in case.steps:
                if step in ("warn", "suspend"):
                    agenda.add(self._later(moment.date(), ANSWERS, case), self.answer, case)
                    agenda.add(self._later(moment.date(), NOTES, case), self.note, case)
        agenda.add(self._later(self.as_of, -12, None), self.report_visit)
        agenda.add(self._later(self.as_of, -5, None), self.revoke)
        agenda.add(self._later(self.as_of, -3, None), self.ask_to_leave)
        agenda.add(self._later(self.as_of, -2, None), self.plan_visits)
        agenda.add(self._later(self.as_of, -1, None), self.mind_idle_returns)

    def _later(self, day: date, count: int, case: Case | None):
        name = case.name if case else "seasons"
        return moment_on(shifted(day, count), stream(self.steps.seed, "seasons", name, count))

    def answer(self, case: Case) -> None:
        """The coordinator answers what is in force and not answered yet."""
        for measure in Measure.objects.filter(membership=case.membership, answered_at=None, lifted_on=None):
            said = self.words["reasons"]["answers"]
            facts = {"answer": said[measure.pk % len(said)], "uploads": [], "expected": measure.version}
            measures.answer(measure, **facts, by=self.steps.coordinator(case))

    def note(self, case: Case) -> None:
        """The secretary has read the answer."""
        rows = Measure.objects.filter(membership=case.membership, lifted_on=None, answered_at__isnull=False)
        for measure in rows:
            measures.note(measure, expected=measure.version, by=self.steps.secretary(case))

    def _active(self) -> Iterator[Case]:
        """Members of the story's centre that nothing is the matter with, the longest first."""
        story = self.steps.script.story["application"]["hospital"]
        rows = [case for case in self.plan.members if case.centre == self.own and case.membership is not None]
        for case in sorted(rows, key=lambda case: (case.membership.valid_from, case.name)):
            case.membership.refresh_from_db()
            ends = case.membership.valid_to
            if case.membership.state == MembershipState.ACTIVE and ends > self.as_of and case.hospital != story:
                yield case

    def report_visit(self) -> None:
        """A follow-up visit to a member, reported on its day."""
        for case in list(self._active())[-1:]:
            visit = self._planned(case.membership, case, days=0)
            findings = {item["code"]: (Finding.MET, "") for item in visit.checklist.items}
            findings["ethics"] = (Finding.PARTLY, self.words["visits"]["remark"])
            conclusion = self.words["visits"]["conclusion"]
            report = site_visits.Report(findings, VisitOutcome.FIT_WITH_DUTIES, conclusion)
            site_visits.report(visit, report=report, expected=visit.version, by=self.steps.secretary(case))

    def _planned(self, about, case: Case, *, days: int):
        day = clock.today() + timedelta(days=days)
        facts = {"planned_on": day, "visitors": self.words["visits"]["visitors"], "expected": about.version}
        return site_visits.plan(about, **facts, by=self.steps.secretary(case))

    def plan_visits(self) -> None:
        """Visits to applicants that come."""
        waiting = [case for case in self.plan.cases if case.rests == "under_review" and case.application is not None]
        for case in waiting[:VISITED]:
            case.application.refresh_from_db()
            if not site_visits.unvisitable(case.application):
                self._planned(case.application, case, days=PLANNED)

    def revoke(self) -> None:
        """One member is revoked: it cannot apply again for a while."""
        for case in list(self._active())[1:2]:
            reason = self.words["reasons"]["revoked_now"]
            leave_at_once(case.membership, kind="revoked", reason=reason, by=self.steps.director(case))

    def ask_to_leave(self) -> None:
        """Two members want to leave: one wish is signed and being settled, one waits for its signature."""
        for place, case in enumerate(list(self._active())[1:3]):
            today = {"last_day": self.as_of + timedelta(days=30), "reason": self.words["reasons"]["wishes"]}
            facts = today | {"expected": case.membership.version}
            leaving = membership_exits.ask(case.membership, **facts, by=self.steps.coordinator(case))
            if place == 0:
                rows = SignOff.objects.filter(object_type="network.membershipexit", object_id=leaving.pk)
                waiting = rows.get()
                signoffs.sign(waiting, expected=waiting.version, by=self.steps.administrator(case))

    def mind_idle_returns(self) -> None:
        """What the clock does each morning."""
        idle_applications.warn_and_close(Actor.as_system("idle_applications", origin=Origin.COMMAND))
