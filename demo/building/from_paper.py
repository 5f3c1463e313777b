"""Applications that the story's centre entered from paper: one waits for the hospital, one is contested."""

from datetime import date

from demo.building.agenda import Agenda
from demo.building.answers import sections
from demo.building.chance import stream
from demo.building.plan import Plan
from demo.building.steps import Steps
from demo.building.workdays import moment_on, shifted
from network.domain import proxy_answers, proxy_entries
from network.domain.proxy_entries import TYPED, FromPaper
from network.models import ProxyEntry
from tools import clock

# Working days before the day of the story: entered, entered, contested.
WAITING, CONTESTED, ANSWERED = -4, -7, -3


class FromPaperEntries:
    """Puts the entries down, for hospitals that have nothing to do with the centre's network otherwise."""

    def __init__(self, steps: Steps, plan: Plan, as_of: date):
        self.steps, self.as_of = steps, as_of
        self.centre = steps.script.story["application"]["centre"]
        busy = {case.hospital for case in plan.cases if case.centre == self.centre}
        free = [key for key, row in steps.script.hospitals.items() if key not in busy and row.level[0] == "2"]
        # The tables that the centre brings name hospitals from the beginning of the list.
        self.places = sorted(free)[-2:]

    def put_down(self, agenda: Agenda) -> None:
        """Both entries on their days, and the answer to the second."""
        for key, days in zip(self.places, (WAITING, CONTESTED), strict=False):
            agenda.add(self._at(days), self.enter, key)
        if len(self.places) > 1:
            agenda.add(self._at(ANSWERED), self.contest, self.places[1])

    def _at(self, days: int):
        return moment_on(shifted(self.as_of, days), stream(self.steps.seed, "paper", days))

    def enter(self, key: str) -> None:
        """The secretary types what came by post."""
        steps, entered = self.steps, self.steps.hospitals[key]
        led, campus = steps.centres[self.centre], entered.campuses[0]
        people = {"leader": steps.people.leader_at(key), "contact": steps.people.actor(f"{key}-coordinator").label}
        said = sections(
            entered.row,
            led.row,
            steps.script.words,
            stream(steps.seed, "paper", key),
            people=people,
            region=steps.regions[campus.region_id],
        )
        typed = {code: said[code] for code in TYPED}
        paper = FromPaper(campus, steps.tiers[sorted(steps.tiers)[0]], clock.today(), typed)
        scan = [steps.papers.upload("commitment_letter")]
        proxy_entries.enter(led.network, paper=paper, scan=scan, by=steps.people.actor(f"{self.centre}-secretary"))

    def contest(self, key: str) -> None:
        """The administrator of the hospital finds a mistake."""
        entry = ProxyEntry.objects.get(annual=None, hospital=self.steps.hospitals[key].hospital)
        reason = self.steps.script.words["reasons"]["contested"]
        by = self.steps.people.actor(f"{key}-admin")
        proxy_answers.contest(entry, reason=reason, expected=entry.version, by=by)
