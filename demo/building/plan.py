"""The plan of the years: every case with its steps and moments, from the script's numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle

from demo.building import paths
from demo.building.cases import DAYS_A_YEAR, FIRST_JOINING, Case, age, day_of_joining, new_case
from demo.building.chance import Stream, stream
from demo.building.choosing import CORE, MEMBER, PRIMARY, Choosing, fits
from demo.building.workdays import shifted
from demo.files import CentreRow, Script

_TIERS = (CORE, MEMBER, PRIMARY)
_EXITS = ("voluntary", "assessment", "revoked")
# After so many days a network has had members long enough for some of them to have left.
SETTLED = 1230
FEW_IN_REGION = 4


class Plan:
    """All cases of a province, made in a fixed order from one seed."""

    def __init__(self, script: Script, as_of: date, seed: int, region_of: dict[str, str]):
        self.script, self.as_of, self.seed = script, as_of, seed
        story = script.story["application"]
        merged = {row["hospital"] for row in script.words["merged"] if row["hospital"] in script.hospitals}
        self.choosing = Choosing(script, region_of, merged | {story["hospital"]})
        self.centres = list(script.centres.values())
        self.members: list[Case] = []
        self.cases: list[Case] = []
        self._members_of_today()
        self._earlier_lives()
        self._troubles()
        self._past_cases()
        self._merged()
        self._open_cases()
        self._story()

    def _stream(self, *names) -> Stream:
        return stream(self.seed, *names)

    def _opened(self, case: Case) -> date:
        return self.script.centres[case.centre].network["opened_on"]

    def _term(self, case: Case) -> int:
        return self.script.centres[case.centre].network["term_years"]

    def _days_ago(self, days: int) -> date:
        return self.as_of - timedelta(days=days)

    def _add(self, case: Case) -> Case:
        self.cases.append(case)
        return case

    def _members_of_today(self) -> None:
        chance = self._stream("members")
        for centre, tier in _in_turn(self.centres):
            hospital = self.choosing.pick(centre, tier, chance)
            if hospital is None:
                continue
            case, own = new_case(self.seed, hospital, centre.slug, tier, serial=2)
            case.second_campus = own.random() < 0.4
            if tier == MEMBER and fits(self.script.hospitals[hospital], centre, CORE) and own.random() < 0.15:
                case.tier, case.decided_tier = CORE, MEMBER
            term = centre.network["term_years"]
            joined = day_of_joining(centre.network["opened_on"], self.as_of, term, own)
            case.end_up(paths.to_membership(own), own, on=joined)
            self.members.append(self._add(case))

    def _earlier_lives(self) -> None:
        """Some members of today were members before: at another tier, or until their term was over."""
        chance = self._stream("earlier")
        changes, renewals = self.script.past["tier_change"], self.script.past["renewed"]
        for case in chance.sample(self.members, len(self.members)):
            age_of_network = (case.begins - self._opened(case)).days
            term = self._term(case) * DAYS_A_YEAR
            if renewals and age_of_network > term + FIRST_JOINING + 160:
                self._before(case, case.decided_tier or case.tier, term + chance.randint(15, 120))
                renewals -= 1
            elif changes and case.tier != PRIMARY and not case.decided_tier and age_of_network > FIRST_JOINING + 220:
                lower = _TIERS[_TIERS.index(case.tier) + 1]
                self._before(case, lower, chance.randint(180, min(900, age_of_network - FIRST_JOINING)))
                changes -= 1

    def _before(self, case: Case, tier: str, days: int) -> None:
        earlier, own = new_case(self.seed, case.hospital, case.centre, tier, serial=1)
        earlier.second_campus = case.second_campus
        earlier.end_up(paths.to_membership(own), own, on=case.begins - timedelta(days=days))
        self._add(earlier)

    def _troubles(self) -> None:
        """Warnings, suspensions, and some that were lifted, for members who have been there for a while."""
        chance = self._stream("troubles")
        settled = [case for case in self.members if case.begins < self._days_ago(420) and not self.stands_alone(case)]
        kinds = [name for name in ("warned", "suspended", "reinstated") for _ in range(self.script.past[name])]
        steps = {"warned": ("warn",), "suspended": ("warn", "suspend"), "reinstated": ("suspend", "reinstate")}
        for kind, case in zip(kinds, chance.sample(settled, min(len(kinds), len(settled))), strict=False):
            days = [chance.randint(8, 110) + 45 * place for place in range(len(steps[kind]))]
            for step, ago in zip(steps[kind], sorted(days, reverse=True), strict=True):
                case.happen(step, chance, on=self._days_ago(ago))

    def stands_alone(self, case: Case) -> bool:
        """Whether a region has hardly a member besides this one: none is made white by a suspension."""
        return self._members_in(case) < FEW_IN_REGION

    def _members_in(self, case: Case) -> int:
        def region(key: str) -> str:
            return self.choosing.region_of[self.script.hospitals[key].division]

        return sum(region(other.hospital) == region(case.hospital) for other in self.members)

    def _past_cases(self) -> None:
        """Members of former days, and applications that came to nothing."""
        chance = self._stream("past")
        old = [centre for centre in self.centres if self._lapses(centre)]
        for centre in _some(old, self.script.past["lapsed"]):
            latest = self._days_ago(centre.network["term_years"] * DAYS_A_YEAR + 20)
            self._past(centre, paths.to_membership(chance), latest - timedelta(days=chance.randint(1, 150)), chance)
        settled = [centre for centre in self.centres if (self.as_of - centre.network["opened_on"]).days > SETTLED]
        for kind in _EXITS:
            for centre in _some(settled, self.script.past[kind]):
                steps = (*paths.to_membership(chance), "leave")
                self._past(centre, steps, self._days_ago(chance.randint(15, 380)), chance, leaves_as=kind)
        for kind, steps in paths.ENDED.items():
            for centre in _some(settled, self.script.past[kind]):
                self._past(centre, steps, self._days_ago(chance.randint(10, 900)), chance)

    def _lapses(self, centre: CentreRow) -> bool:
        age_of_network = (self.as_of - centre.network["opened_on"]).days
        return age_of_network > centre.network["term_years"] * DAYS_A_YEAR + FIRST_JOINING + 180

    def _past(self, centre: CentreRow, steps: tuple[str, ...], on: date, chance: Stream, **facts) -> None:
        hospital = self.choosing.pick(centre, MEMBER, chance)
        if hospital is None:
            return
        case, own = new_case(self.seed, hospital, centre.slug, MEMBER, **facts)
        case.end_up(steps, own, on=on)
        self._add(case)

    def _merged(self) -> None:
        for row in self.script.words["merged"]:
            if row["hospital"] not in self.script.hospitals or row["centre"] not in self.script.centres:
                continue
            case, own = new_case(self.seed, row["hospital"], row["centre"], MEMBER, leaves_as="merged")
            case.end_up((*paths.to_membership(own), "leave"), own, on=self._days_ago(row["months_ago"] * 30 + 7))
            self._add(case)

    def _open_cases(self) -> None:
        chance = self._stream("now")
        places = self._centres_of_open_cases()
        for name, count in self.script.now.items():
            for _ in range(count):
                self._open_case(next(places), name, chance)

    def _centres_of_open_cases(self) -> Iterator[CentreRow]:
        """The story's centre has a full desk: every third case is its own."""
        own = self._own_centre()
        others = cycle([centre for centre in self.centres if centre is not own])
        while True:
            yield own
            yield next(others)
            yield next(others)

    def _open_case(self, centre: CentreRow, name: str, chance: Stream) -> None:
        if name.startswith("overdue"):
            centre = self._centre_of_overdue(name)
        found = self._newcomer(centre, chance)
        if found is None:
            return
        case, own = new_case(self.seed, *found, MEMBER)
        case.rests = name
        case.end_up(paths.NOW[name], own, on=shifted(self.as_of, -age(name, own)))
        self._add(case)

    def _newcomer(self, centre: CentreRow, chance: Stream) -> tuple[str, str] | None:
        """A hospital that is not there yet, one without any network first; at another centre where none is left."""
        for place in (centre, *self.centres):
            for parts in (("applicant",), ("host", "member")):
                hospital = self.choosing.pick(place, MEMBER, chance, parts)
                if hospital is not None:
                    return hospital, place.slug
        return None

    def _centre_of_overdue(self, name: str) -> CentreRow:
        """The first late review is the story's centre's own and its only one; the others fall to other centres."""
        own = self._own_centre()
        if name == "overdue_review" and not self._has_overdue(own):
            return own
        return next(other for other in reversed(self.centres) if other is not own and not self._has_overdue(other))

    def _own_centre(self) -> CentreRow:
        return self.script.centres[self.script.story["application"]["centre"]]

    def _has_overdue(self, centre: CentreRow) -> bool:
        return any(case.centre == centre.slug and case.rests.startswith("overdue") for case in self.cases)

    def _story(self) -> None:
        """The application of the story: begun, handed in, signed and returned on the days that its file names."""
        story = self.script.story["application"]
        case, own = new_case(self.seed, story["hospital"], story["centre"], story["tier"])
        for step, ago in story["days_ago"].items():
            case.happen(step, own, on=shifted(self.as_of, -ago))
        case.rests = "story"
        self.choosing.take(case.hospital, case.centre)
        self._add(case)


def _in_turn(centres: list[CentreRow]) -> Iterator[tuple[CentreRow, str]]:
    """Every place for a member, one of each centre after the other: none takes all the near hospitals first."""
    wanted = {centre.slug: [tier for tier in _TIERS for _ in range(centre.sizes[tier])] for centre in centres}
    while any(wanted.values()):
        for centre in centres:
            if wanted[centre.slug]:
                yield centre, wanted[centre.slug].pop(0)


def _some(centres: list[CentreRow], count: int) -> Iterator[CentreRow]:
    """So many centres, in turn."""
    for _, centre in zip(range(count), cycle(centres or [None]), strict=False):
        if centre is not None:
            yield centre
