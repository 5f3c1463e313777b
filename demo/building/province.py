"""The whole demonstration: everything put into one agenda, and done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from demo.building.agenda import Agenda
from demo.building.annual_papers import AnnualPapers
from demo.building.assessing import Assessing
from demo.building.centres import Centres
from demo.building.certificates import Certificates
from demo.building.chance import stream
from demo.building.comings import Comings
from demo.building.feasibility import Feasibility
from demo.building.from_paper import FromPaperEntries
from demo.building.hospitals import Hospitals
from demo.building.member_plans import MemberPlans
from demo.building.offices import Offices
from demo.building.people import People
from demo.building.plan import Plan
from demo.building.recent_weeks import RecentWeeks
from demo.building.registrations import Registrations
from demo.building.research import Research
from demo.building.rules import Rules
from demo.building.seasons import Seasons
from demo.building.shelves import Shelves
from demo.building.signings import Signings
from demo.building.site import PublicSite
from demo.building.steps import Steps
from demo.building.structures import Structures
from demo.building.studies import Studies
from demo.building.studies_enrolment import StudyEnrolment
from demo.building.tables import Tables
from demo.building.workdays import moment_on, work_day
from demo.files import Script
from network.province import province

# Profiles are renewed in spring, when last year's figures are there.
RENEWAL_MONTH, RENEWAL_DAYS = 3, 20
SHARE_OF_RENEWALS = 0.4


@dataclass
class Building:
    """One build of the demonstration as of a day."""

    script: Script
    as_of: date
    seed: int

    def __post_init__(self):
        regions = {row.code: row.reporting_region_code for row in province().divisions}
        self.plan = Plan(self.script, self.as_of, self.seed, regions)
        self.people = People(self.script, self.seed)
        self.hospitals = Hospitals(self.script, self.seed, self.people)
        self.centres = Centres(self.script, self.people, self.hospitals)
        self.offices = Offices(self.script, self.people, self.hospitals, self.centres)
        self.steps = Steps(self.script, self.seed, self.people, self.hospitals, self.centres)
        self.site = PublicSite(self.script, self.people, self.centres, self.as_of)
        self.shelves = Shelves(self.script, self.people, self.hospitals, self.as_of)
        self.assessing = Assessing(self.script, self.seed, self.people, self.hospitals, self.centres, self.as_of)
        self.registrations = Registrations(self.script, self.seed, self.people, self.hospitals, self.as_of)
        self.tables = Tables(self.people, self.hospitals, self.centres, self.as_of)
        self.agenda = Agenda(self.as_of)

    def run(self) -> int:
        """Do everything in its order; returns how many acts there were."""
        first = self.script.words["begins_on"]
        self.agenda.add(moment_on(first, stream(self.seed, "first")), self.offices.open)
        self.agenda.add(moment_on(first + timedelta(days=1), stream(self.seed, "site")), self.site.open)
        self._put_down_centres()
        self._put_down_hospitals()
        self.shelves.put_down(self.agenda, dict(self._registrations()))
        seasons = Seasons(self)
        seasons.put_down(self.agenda)
        self.registrations.put_down(self.agenda)
        Certificates(self).put_down(self.agenda)
        self._put_down_people()
        Comings(self.script.words["comings"], self.people, self.as_of).put_down(self.agenda)
        for case in sorted(self.plan.cases, key=lambda case: (case.steps[0], case.name)):
            for moment, step in case.steps:
                self.agenda.add(moment, self.steps.take, case, step)
        self.assessing.put_down(self.agenda)
        RecentWeeks(self.steps, self.plan, self.as_of).put_down(self.agenda)
        FromPaperEntries(self.steps, self.plan, self.as_of).put_down(self.agenda)
        AnnualPapers(self, seasons).put_down(self.agenda)
        self.site.put_down(self.agenda, self.plan.cases)
        self.tables.put_down(self.agenda)
        Structures(self, dict(self._registrations())).put_down(self.agenda)
        Signings(self.script, self.people, self.centres, self.as_of).put_down(self.agenda)
        Rules(self.script, self.people, self.centres, self.as_of).put_down(self.agenda)
        MemberPlans(self.script, self.seed, self.people, self.centres, self.as_of).put_down(self.agenda)
        Studies(self).put_down(self.agenda)
        StudyEnrolment(self).put_down(self.agenda)
        research = Research(self, dict(self._registrations()))
        research.put_down(self.agenda)
        Feasibility(research).put_down(self.agenda)
        return self.agenda.run()

    def _at(self, day: date, *names) -> object:
        return moment_on(work_day(day), stream(self.seed, "at", day, *names))

    def _put_down_centres(self) -> None:
        for place, row in enumerate(self.script.centres.values()):
            officer = self.offices.officer(place)
            self.agenda.add(self._at(row.established_on, row.slug), self.centres.establish, row.slug, officer)
            opened = row.network["opened_on"]
            self.agenda.add(self._at(opened, row.slug), self.centres.open_network, row.slug, officer)
            self.agenda.add(self._at(opened + timedelta(days=3), row.slug), self.site.open_section, row.slug)

    def _put_down_hospitals(self) -> None:
        for place, (key, day) in enumerate(sorted(self._registrations(), key=lambda pair: (pair[1], pair[0]))):
            self.agenda.add(self._at(day, key), self.hospitals.register, key, self.offices.officer(place))
            renewal = self._renewal(key)
            if day < renewal and self._renews(key):
                self.agenda.add(self._at(renewal, key), self.hospitals.describe, key)
        for row in self._known(self.script.words["renamed"], "hospital"):
            self.agenda.add(
                self._at(row["on"]), self.hospitals.rename, row["hospital"], row["reason"], self.offices.officer(0)
            )
        for row in self._known(self.script.words["levels"], "hospital"):
            day, officer = self.as_of - timedelta(days=row["days_ago"]), self.offices.officer(0)
            self.agenda.add(self._at(day), self.hospitals.grade, row, officer)
        for row in self._known(self.script.words["merged"], "hospital", "into"):
            day = self.as_of - timedelta(days=30 * row["months_ago"])
            facts = (row["hospital"], row["into"], row["reason"], self.offices.officer(1))
            self.agenda.add(self._at(day), self.hospitals.merge, *facts)

    def _registrations(self) -> Iterator[tuple[str, date]]:
        """Each hospital with the day on which it is registered: some weeks before it is first needed."""
        first = self.script.words["begins_on"] + timedelta(days=7)
        needed: dict[str, date] = {}
        for case in self.plan.cases:
            needed[case.hospital] = min(case.begins, needed.get(case.hospital, self.as_of))
        for centre in self.script.centres.values():
            needed[centre.host] = min(centre.established_on, needed.get(centre.host, self.as_of))
        early = {row["hospital"] for row in self.script.words["renamed"]}
        early |= {row["into"] for row in self.script.words["merged"]}
        for key in self.script.hospitals:
            chance = stream(self.seed, "registered", key)
            day = needed.get(key, self.as_of - timedelta(days=chance.randint(200, 1500)))
            yield key, first if key in early else max(first, day - timedelta(days=chance.randint(20, 80)))

    def _renews(self, key: str) -> bool:
        """Whether the hospital has this year's figures in its profile: not all have got to it."""
        inside = self.script.hospitals[key].part != "outside"
        return inside and stream(self.seed, "renews", key).random() < SHARE_OF_RENEWALS

    def _renewal(self, key: str) -> date:
        year = self.as_of.year if self.as_of > date(self.as_of.year, RENEWAL_MONTH, 28) else self.as_of.year - 1
        start = date(year, RENEWAL_MONTH, 2)
        return start + timedelta(days=stream(self.seed, "renewal", key).randint(0, RENEWAL_DAYS))

    def _put_down_people(self) -> None:
        for row in self._known(self.script.words["extra_roles"], "at"):
            day = self.as_of - timedelta(days=row["days_ago"])
            self.agenda.add(self._at(day, row["username"]), self.offices.extra_role, row, self.as_of)
            if row.get("ends_in_days", 0) < 0:
                last = self.as_of + timedelta(days=row["ends_in_days"])
                self.agenda.add(self._at(last, row["username"]), self.offices.end_role, row, self.as_of)
        for row in self._known(self.script.words["invitations"], "at"):
            day = self.as_of - timedelta(days=row["days_ago"])
            self.agenda.add(self._at(day, row["name"]), self.offices.invitation, row)

    def _known(self, rows: list[dict], *names: str) -> Iterator[dict]:
        """Copies of the rows whose hospitals and centres are all in the script at this scale."""
        known = set(self.script.hospitals) | set(self.script.centres)
        yield from (dict(row) for row in rows if all(row[name] in known for name in names))
