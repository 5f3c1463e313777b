"""The annual confirmations of the past years: asked by the centres, given by the hospitals, by some late, by a few not
at all."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from access.refusals import Refused
from demo.building.agenda import Agenda
from demo.building.chance import Stream, stream
from demo.building.workdays import moment_on, work_day
from network import questions as rules
from network.domain import annual_confirmations, profiles, question_sets, season_opening, signoffs
from network.models import AnnualConfirmation, Hospital, HospitalProfile, SignOff
from network.province.files import read_toml
from network.queries import seasons as kept
from network.seasons import Season, season_of
from tools import clock

if TYPE_CHECKING:
    from demo.building.province import Building

DAILY_WORK = time(6, 20)
# A network writes its questions so many days after it opened.
DAYS_TO_WRITE = 12
# A hospital confirms between so many days after the opening and before the due day; the late ones after it.
AFTER_OPENING, BEFORE_DUE = 12, 4
DAYS_LATE = (6, 50)
OWN_KEYS = ("between", "answers")


class Seasons:
    """Puts every season up to the day of the build into the agenda."""

    def __init__(self, building: Building):
        self.building, self.seed, self.script = building, building.seed, building.script
        self.people, self.hospitals, self.centres = building.people, building.hospitals, building.centres
        self.words = read_toml(Path(settings.PROVINCE_DIR) / "demo" / "confirmation.toml")["questions"]
        self.questions = [{k: v for k, v in row.items() if k not in OWN_KEYS} for row in self.words]
        self.seasons = self._seasons()

    def _seasons(self) -> list[Season]:
        as_of, known = self.building.as_of, kept.rules()
        years = range(min((rule.valid_from.year for rule in known), default=as_of.year), as_of.year + 1)
        found = (season_of(year, known) for year in years)
        return [season for season in found if season is not None and season.opens < as_of]

    def put_down(self, agenda: Agenda) -> None:
        """The questions, the daily work on the days on which it has something to do, and each hospital's answers."""
        if not self.seasons:
            return
        first = self.seasons[0].opens + timedelta(days=1)
        for row in self.script.centres.values():
            day = max(first, row.network["opened_on"] + timedelta(days=DAYS_TO_WRITE))
            agenda.add(moment_on(work_day(day), stream(self.seed, "questions", row.slug)), self.ask, row.slug)
        unconfirmed, late = self._chosen()
        for season in self.seasons:
            for day in (season.opens, season.due + timedelta(days=1)):
                agenda.add(datetime.combine(day, DAILY_WORK, clock.moment(day).tzinfo), self.daily_work)
            for key in self.script.hospitals:
                if key not in unconfirmed or season is not self.seasons[-1]:
                    is_late = key in late and season is self.seasons[-1]
                    agenda.add(self._moment(season, key, is_late), self.confirm, key, season.year)

    def daily_work(self) -> None:
        """What the worker does each morning."""
        season_opening.open_season()

    def _chosen(self) -> tuple[set[str], set[str]]:
        """The hospitals that do not confirm the last season, and those that do so late: no host, no region's last."""
        hosts = {row.host for row in self.script.centres.values()}
        opens, past = self.seasons[-1].opens, self.script.past
        cases = [case for case in self.building.plan.members if case.begins < opens - timedelta(days=240)]
        lonely = {case.hospital for case in self.building.plan.members if self.building.plan.stands_alone(case)}
        found = sorted({case.hospital for case in cases} - hosts - lonely)
        chosen = stream(self.seed, "unconfirmed").sample(found, min(len(found), past["unconfirmed"] + past["late"]))
        return set(chosen[: past["unconfirmed"]]), set(chosen[past["unconfirmed"] :])

    def _moment(self, season: Season, key: str, is_late: bool) -> datetime:
        chance = stream(self.seed, "confirms", season.year, key)
        if is_late:
            day: date = season.due + timedelta(days=chance.randint(*DAYS_LATE))
        else:
            length = (season.due - season.opens).days
            day = season.opens + timedelta(days=chance.randint(AFTER_OPENING, length - BEFORE_DUE))
        return moment_on(work_day(day), chance)

    def ask(self, slug: str) -> None:
        """The centre's secretary writes the network's questions."""
        by = self.people.actor(f"{slug}-secretary")
        network = self.centres[slug].network
        question_sets.revise(network, questions=self.questions, valid_from=clock.today(), expected=0, by=by)

    def confirm(self, key: str, year: int) -> None:
        """Coordinator and administrator confirm the hospital, if there is anything to confirm."""
        entered = self.hospitals.entered.get(key)
        rows = AnnualConfirmation.objects.filter(year=year, hospital=entered.hospital) if entered else []
        found = next(iter(rows), None)
        if found is None or not Hospital.objects.open().filter(pk=entered.hospital.pk).exists():
            return
        by = self.people.actor(f"{key}-coordinator")
        self._profile(key, found, by)
        self._answer(found, stream(self.seed, "answers", year, key), by)
        try:
            annual_confirmations.hand_in(found, expected=found.version, by=by)
        except Refused:  # its last membership ended, or a question was put after it had answered
            return
        waiting = SignOff.objects.get(object_type=found._meta.label_lower, object_id=found.pk, state="waiting")
        signoffs.sign(waiting, expected=waiting.version, by=self.people.actor(f"{key}-admin"))

    def _profile(self, key: str, found: AnnualConfirmation, by) -> None:
        """Last year's figures, once a year; a profile that has them already is only confirmed."""
        self.hospitals.describe(key)
        if not annual_confirmations.policies.profile_is_confirmed(found):
            hospital = self.hospitals[key].hospital
            if profiles.not_confirmable(HospitalProfile.objects.get(hospital=hospital)) is None:
                profiles.confirm_profile(hospital, by=by)

    def _answer(self, found: AnnualConfirmation, chance: Stream, by) -> None:
        for network, question_set in annual_confirmations.policies.asked(found):
            if question_set is not None:
                answers = self.answers(chance)
                annual_confirmations.save_answers(found, network=network, answers=answers, expected=0, by=by)

    def answers(self, chance: Stream) -> dict:
        """Invented answers to the questions that every network of the demonstration asks."""
        return {row["code"]: self._answer_to(row, chance) for row in self.words}

    def _answer_to(self, row: dict, chance: Stream):
        if row["kind"] == rules.QuestionKind.NUMBER:
            return chance.randint(*row["between"])
        if row["kind"] == rules.QuestionKind.CHOICE:
            return chance.choice([choice["code"] for choice in row["choices"]])
        if row["kind"] == rules.QuestionKind.YES_NO:
            return chance.choice(["no", "no", "no", "yes"])
        return chance.choice(row["answers"])
