"""Rules edited by people: a tier, a season rule that waits, and one network's questions to applicants."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings

from demo.building.agenda import Agenda
from demo.building.centres import Centres
from demo.building.chance import Stream
from demo.building.people import People
from demo.building.workdays import shifted
from demo.files import Script
from network.domain import question_sets, season_versions, version_proposals
from network.domain.published_versions import newest
from network.models import Tier, VersionProposal
from network.province.files import read_toml
from network.rules_enums import Occasion
from network.tier_text import content_of
from network.version_enums import ProposalKind
from tools import clock

MORNING, AUTHOR, SECOND = "10:05", "science-officer", "health-officer"


def words() -> dict:
    """What the script says of rules."""
    return read_toml(Path(settings.PROVINCE_DIR) / "demo" / "rules.toml")


def answers_to(asked: list[dict], chance: Stream) -> dict:
    """What a hospital answers to a network's own questions; papers are not asked in the form."""
    said = {row["code"]: row["answers"] for row in words()["questions"]["asked"] if "answers" in row}
    return {row["code"]: chance.choice(said[row["code"]]) for row in asked if row["code"] in said}


class Rules:
    """Puts the script's rules down, each on its day before the day of the build."""

    def __init__(self, script: Script, people: People, centres: Centres, as_of: date):
        self.people, self.centres, self.as_of = people, centres, as_of
        self.words = words()
        self.slug = self.words["questions"]["centre"]
        self.is_told = self.slug in script.centres

    def put_down(self, agenda: Agenda) -> None:
        """The tier, the questions, and the rule that waits for a second person."""
        agenda.add(self._at("tier"), self.write_tier)
        agenda.add(self._at("season"), self.write_season)
        if self.is_told:
            agenda.add(self._at("questions"), self.ask)

    def _at(self, name: str):
        return clock.moment(f"{shifted(self.as_of, -self.words[name]['days_ago'])} {MORNING}")

    def write_tier(self) -> None:
        """One officer says what a tier asks, the other publishes."""
        row = self.words["tier"]
        tier = Tier.objects.get(code=row["code"])
        former = newest(ProposalKind.TIER, None, tier)
        content = content_of(former, tier) | {name: row[name] for name in ("requirements_zh", "requirements_en")}
        draft = VersionProposal(kind=ProposalKind.TIER, tier=tier, content=content, valid_from=clock.today())
        self._propose(draft, former)
        version_proposals.publish(draft, expected=draft.version, by=self.people.actor(SECOND))

    def write_season(self) -> None:
        """One officer shortens the grace of the years to come; nobody has looked at it yet."""
        former = newest(ProposalKind.SEASON, None)
        row = {name: self.words["season"][name] for name in ("grace_days", "note_zh", "note_en")}
        first = date(clock.today().year + 1, 1, 1)
        content = season_versions.content_of(former) | row
        self._propose(VersionProposal(kind=ProposalKind.SEASON, content=content, valid_from=first), former)

    def _propose(self, draft: VersionProposal, former) -> None:
        draft.based_on = former.version if former else 0
        version_proposals.propose(draft, by=self.people.actor(AUTHOR))

    def ask(self) -> None:
        """The secretary asks applicants what the shared sections do not hold."""
        asked = [{name: row[name] for name in row if name != "answers"} for row in self.words["questions"]["asked"]]
        facts = {"questions": asked, "valid_from": clock.today(), "expected": 0, "occasion": Occasion.APPLICATION}
        by = self.people.actor(f"{self.slug}-secretary")
        question_sets.revise(self.centres[self.slug].network, **facts, by=by)
