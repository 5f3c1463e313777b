"""Annual confirmations that the story's centre entered from paper: one waits for its hospital, one is confirmed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from demo.building.agenda import Agenda
from demo.building.chance import stream
from demo.building.seasons import Seasons
from demo.building.workdays import moment_on, shifted
from network.annual_paper_policies import can_be_entered
from network.confirmation_policies import season_now
from network.domain import annual_papers, proxy_answers
from network.domain.annual_papers import AnnualPaper
from network.models import Membership, ProxyEntry
from tools import clock

if TYPE_CHECKING:
    from demo.building.province import Building

# Working days before the day of the story: entered and confirmed, entered and waiting.
FIRST, CONFIRMED, SECOND = -9, -6, -4
DAYS_BY_POST = 3


class AnnualPapers:
    """Puts down what came by post from members that had not confirmed the year yet."""

    def __init__(self, building: Building, seasons: Seasons):
        self.steps, self.as_of, self.seasons = building.steps, building.as_of, seasons
        self.centre = building.script.story["application"]["centre"]

    def put_down(self, agenda: Agenda) -> None:
        """Both entries on their days, and the answer to the first."""
        for days, act in ((FIRST, self.enter), (CONFIRMED, self.confirm), (SECOND, self.enter)):
            moment = moment_on(shifted(self.as_of, days), stream(self.steps.seed, "annual paper", days))
            agenda.add(moment, act)

    def enter(self) -> None:
        """The secretary types the paper of the first member that lacks its confirmation and has no paper yet."""
        network, season = self.steps.centres[self.centre].network, season_now()
        if season is None:
            return
        late = Membership.objects.to_confirm(season).unconfirmed(season).filter(network=network)
        members = late.select_related("hospital").order_by("number")
        hospital = next((row.hospital for row in members if can_be_entered(row.hospital, network) is None), None)
        if hospital is None:
            return
        chance = stream(self.steps.seed, "annual paper", hospital.pk)
        signed_on = max(season.opens, clock.today() - timedelta(days=DAYS_BY_POST))
        answers = self.seasons.answers(chance) if annual_papers.questions_of(network) else {}
        paper = AnnualPaper(hospital, signed_on, answers)
        scan = [self.steps.papers.upload("commitment_letter")]
        annual_papers.enter(network, paper=paper, scan=scan, by=self.steps.people.actor(f"{self.centre}-secretary"))

    def confirm(self) -> None:
        """The administrator of the first hospital confirms what was entered."""
        entry = ProxyEntry.objects.for_annual().order_by("pk").first()
        if entry is None or entry.state != "entered":
            return
        key = next(key for key, row in self.steps.hospitals.entered.items() if row.hospital == entry.hospital)
        proxy_answers.confirm(entry, expected=entry.version, by=self.steps.people.actor(f"{key}-admin"))
