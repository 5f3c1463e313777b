"""Annual confirmations that the story's centre entered from paper: one waits for its hospital, one is confirmed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from demo.building.agenda import Agenda
from demo.building.chance import stream
from demo.building.seasons import Seasons
from demo.building.workdays import moment_on, shifted, work_day
from network.annual_paper_policies import can_be_entered
from network.confirmation_policies import season_now
from network.domain import annual_papers, proxy_answers
from network.domain.annual_papers import AnnualPaper
from network.models import Membership, Network, ProxyEntry
from network.proxy_enums import ProxyState
from tools import clock

if TYPE_CHECKING:
    from demo.building.province import Building

# Days after the season opened: typed, confirmed by the hospital. Working days before the day of the story: typed.
TYPED, CONFIRMED, WAITING = 20, 23, -4
DAYS_BY_POST = 3


class AnnualPapers:
    """Puts down what came by post: to the story's centre early in the season, lately from a member that lapsed."""

    def __init__(self, building: Building, seasons: Seasons):
        self.steps, self.as_of, self.seasons = building.steps, building.as_of, seasons
        self.story = building.script.story["application"]["centre"]

    def put_down(self, agenda: Agenda) -> None:
        """Both entries on their days, and the answer to the first."""
        if not self.seasons.seasons:
            return
        opens = self.seasons.seasons[-1].opens
        agenda.add(self._at(opens + timedelta(days=TYPED)), self.enter_for_story)
        agenda.add(self._at(opens + timedelta(days=CONFIRMED)), self.confirm)
        agenda.add(self._at(shifted(self.as_of, WAITING)), self.enter_for_any)

    def _at(self, day: date):
        return moment_on(work_day(day), stream(self.steps.seed, "annual paper", day))

    def enter_for_story(self) -> None:
        """What the first member of the story's centre answered."""
        self._enter(self.steps.centres[self.story].network)

    def enter_for_any(self) -> None:
        """What a member answered that had not confirmed yet: of the story's centre, or else of another one."""
        lapsed = Membership.objects.to_confirm(season_now()).unconfirmed(season_now())
        waiting = set(lapsed.values_list("network", flat=True))
        rows = [self.story, *sorted(self.steps.script.centres)]
        found = [key for key in rows if self.steps.centres[key].network.pk in waiting]
        if found:
            self._enter(self.steps.centres[found[0]].network)

    def _enter(self, network: Network) -> None:
        season = season_now()
        late = Membership.objects.to_confirm(season).unconfirmed(season).filter(network=network)
        members = late.select_related("hospital").order_by("number")
        hospital = next((row.hospital for row in members if can_be_entered(row.hospital, network) is None), None)
        if hospital is None:
            return
        chance = stream(self.steps.seed, "annual paper", hospital.credit_code)
        signed_on = max(season.opens, clock.today() - timedelta(days=DAYS_BY_POST))
        answers = self.seasons.answers(chance) if annual_papers.questions_of(network) else {}
        paper = AnnualPaper(hospital, signed_on, answers)
        scan = [self.steps.papers.upload("commitment_letter")]
        centre = next(key for key in self.steps.script.centres if self.steps.centres[key].network == network)
        annual_papers.enter(network, paper=paper, scan=scan, by=self.steps.people.actor(f"{centre}-secretary"))

    def confirm(self) -> None:
        """The administrator of the first hospital confirms what was entered, if it has not signed the year since."""
        entry = ProxyEntry.objects.for_annual().filter(state=ProxyState.ENTERED).order_by("pk").first()
        if entry is not None:
            entered = self.steps.hospitals.entered.items()
            key = next(key for key, row in entered if row.hospital == entry.hospital)
            proxy_answers.confirm(entry, expected=entry.version, by=self.steps.people.actor(f"{key}-admin"))
