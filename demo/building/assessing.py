"""Annual assessments: past years with their results, a round that is being filled in, an appeal that waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from demo.building.agenda import Agenda
from demo.building.centres import Centres
from demo.building.chance import Stream, stream
from demo.building.hospitals import Hospitals
from demo.building.people import People
from demo.building.workdays import moment_on, shifted, work_day
from demo.files import Script
from network.domain import annual_assessments, assessment_appeals, assessment_rounds, signoffs
from network.domain.assessment_figures import measured
from network.models import AnnualAssessment, AssessmentRound, SignOff
from network.province.files import read_toml

DAYS_A_YEAR = 365
ROUNDS_BEFORE = 2
# Working days from the opening: filled in, put before the director, decided, announced.
FILLED, PROPOSED, DECIDED, ANNOUNCED = 5, 6, 8, 9
# How many of ten members the secretary has filled in by the day of the build.
FILLED_IN_OPEN = 6
WEAK, USUAL = (0.25, 0.5), (0.72, 1.0)


class Assessing:
    """Puts the rounds of the script's networks down, each on its days before the day of the build."""

    def __init__(self, script: Script, seed: int, people: People, hospitals: Hospitals, centres: Centres, as_of: date):
        self.script, self.seed, self.people = script, seed, people
        self.hospitals, self.centres, self.as_of = hospitals, centres, as_of
        self.words = read_toml(Path(settings.PROVINCE_DIR) / "demo" / "assessments.toml")
        self.rounds: dict[tuple[str, int], AssessmentRound] = {}

    def put_down(self, agenda: Agenda) -> None:
        """Every step of every round."""
        latest = work_day(self.as_of - timedelta(days=self.words["opened_days_ago"]))
        for slug in (slug for slug in self.words["past"] if slug in self.script.centres):
            for before in range(ROUNDS_BEFORE, -1, -1):
                opens = work_day(latest - timedelta(days=DAYS_A_YEAR * before))
                self._round(agenda, slug, latest.year - 1 - before, opens, is_latest=before == 0)

    def _round(self, agenda: Agenda, slug: str, year: int, opens: date, *, is_latest: bool) -> None:
        if is_latest and slug not in (self.words["open"], self.words["appealed"]):
            return
        add = self._adder(agenda, slug, year, opens)
        add(0, self.open)
        add(FILLED, self.fill_in, is_latest)
        if is_latest and slug == self.words["open"]:
            add(PROPOSED, self.propose)
            return
        for days, step in ((PROPOSED, self.propose), (DECIDED, self.decide), (ANNOUNCED, self.announce)):
            add(days, step)
        if is_latest:
            add(ANNOUNCED + 2, self.appeal)
            add(ANNOUNCED + 3, self.sign)

    def _adder(self, agenda: Agenda, slug: str, year: int, opens: date):
        def add(days: int, act, *more) -> None:
            chance = stream(self.seed, "assessment", slug, year, days)
            agenda.add(moment_on(shifted(opens, days), chance), act, slug, year, *more)

        return add

    def _secretary(self, slug: str):
        return self.people.actor(f"{slug}-secretary")

    def open(self, slug: str, year: int) -> None:
        """The secretary opens the year; networks too young for it have none."""
        network = self.centres[slug].network
        if assessment_rounds.unopenable(network, year) or not assessment_rounds.assessable(network, year, 180):
            return
        self.rounds[slug, year] = assessment_rounds.open_round(network, year=year, by=self._secretary(slug))

    def fill_in(self, slug: str, year: int, is_latest: bool) -> None:
        """The secretary fills in the points: of everybody, or in the round that is open of some."""
        rows = list(self._members(slug, year))
        values = measured(rows)
        stops = is_latest and slug == self.words["open"]
        for place, assessment in enumerate(rows):
            if not (stops and place % 10 >= FILLED_IN_OPEN):
                self._fill_in(assessment, place, values, slug, year)

    def _fill_in(self, assessment: AnnualAssessment, place: int, values: dict, slug: str, year: int) -> None:
        chance = stream(self.seed, "assessment", slug, year, assessment.number)
        weak = place == 1 and slug in (self.words["open"], self.words["appealed"])
        quality = chance.uniform(*(WEAK if weak else USUAL))
        lines = annual_assessments.sheet(assessment, values)
        entries = {line.row.code: self._entry(line.row, quality, chance) for line in lines if not line.counted}
        annual_assessments.score(
            assessment, entries=entries, vetoes={}, expected=assessment.version, by=self._secretary(slug)
        )

    def _entry(self, row, quality: float, chance: Stream) -> tuple[float, str]:
        most = self.words["values"].get(row.code, row.points if row.is_judged else 1)
        value = float(round(most * min(1, max(0, quality + chance.uniform(-0.15, 0.2)))))
        short = annual_assessments.points_for(row, value) < row.points
        return value, chance.choice(self.words["reasons"].get(row.code, ["—"])) if short else ""

    def _members(self, slug: str, year: int) -> Iterator[AnnualAssessment]:
        opened = self.rounds.get((slug, year))
        rows = AnnualAssessment.objects.filter(round=opened).with_names().order_by("pk") if opened else ()
        yield from rows

    def propose(self, slug: str, year: int) -> None:
        """Whatever is complete goes before the director."""
        if (slug, year) in self.rounds:
            annual_assessments.propose_complete(self.rounds[slug, year], by=self._secretary(slug))

    def decide(self, slug: str, year: int) -> None:
        """The director decides all at once."""
        seen = {str(row.uid): row.version for row in self._members(slug, year)}
        if seen:
            by = self.people.actor(f"{slug}-director")
            annual_assessments.decide_together(self.rounds[slug, year], seen=seen, by=by)

    def announce(self, slug: str, year: int) -> None:
        """The secretary announces."""
        opened = self.rounds.get((slug, year))
        if opened:
            assessment_rounds.announce(opened, expected=opened.version, by=self._secretary(slug))

    def _weakest(self, slug: str, year: int) -> AnnualAssessment | None:
        return min(self._members(slug, year), key=lambda row: row.total, default=None)

    def _key_of(self, assessment: AnnualAssessment) -> str:
        return next(key for key in self.script.hospitals if self._is(key, assessment.hospital_id))

    def _is(self, key: str, hospital_id: int) -> bool:
        entered = self.hospitals.entered.get(key)
        return entered is not None and entered.hospital.pk == hospital_id

    def appeal(self, slug: str, year: int) -> None:
        """The hospital with the fewest points appeals: its coordinator writes and hands in."""
        assessment = self._weakest(slug, year)
        if assessment is None:
            return
        by = self.people.actor(f"{self._key_of(assessment)}-coordinator")
        grounds = self.words["appeal"]["grounds"]
        appeal = assessment_appeals.write_appeal(assessment, grounds=grounds, expected=0, by=by)
        assessment_appeals.request_signoff(appeal, expected=appeal.version, by=by)

    def sign(self, slug: str, year: int) -> None:
        """The hospital's administrator signs; the director has not answered yet."""
        assessment = self._weakest(slug, year)
        if assessment is None:
            return
        signoff = SignOff.objects.get(kind=assessment_appeals.KIND, object_id=assessment.appeal.pk)
        by = self.people.actor(f"{self._key_of(assessment)}-admin")
        signoffs.sign(signoff, expected=signoff.version, by=by)
