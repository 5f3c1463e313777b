"""Which hospital comes to which network when: the plan of all applications, made before the first of them happens."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from demo.building import paths
from demo.building.chance import Stream, stream
from demo.building.workdays import moment_on, moments, shifted, work_day

DAYS_A_YEAR = 365
# No network admits its first member sooner than so many days after it opened.
FIRST_JOINING = 110


@dataclass
class Case:
    """One hospital's dealings with one network: the steps with their moments, and what has come of them so far."""

    hospital: str
    centre: str
    tier: str
    serial: int
    second_campus: bool = False
    decided_tier: str = ""
    leaves_as: str = ""
    rests: str = ""
    steps: list[tuple[datetime, str]] = field(default_factory=list)
    application: object = None
    agreement: object = None
    membership: object = None

    @property
    def begins(self) -> date:
        """The day of the first step."""
        return self.steps[0][0].date()

    @property
    def name(self) -> str:
        """What its streams of chance are named by."""
        return f"{self.hospital}:{self.centre}:{self.serial}"

    def happen(self, step: str, chance: Stream, *, on: date) -> None:
        """Take one more step on a day, which is not before that of the last one."""
        after = self.steps[-1][0] if self.steps else None
        self.steps.append((moment_on(work_day(on), chance, after=after), step))

    def end_up(self, steps: tuple[str, ...], chance: Stream, *, on: date) -> None:
        """Go through ``steps`` so that the last one is taken on a day."""
        between = paths.gaps(steps, chance)
        self.steps += zip(moments(shifted(on, -sum(between)), between, chance), steps, strict=True)


def age(name: str, chance: Stream) -> int:
    """How many working days ago a resting application came to rest."""
    return chance.randint(*paths.AGES.get(name, paths.AGE))


def day_of_joining(opened: date, as_of: date, term_years: int, chance: Stream) -> date:
    """When a member of today may have joined: within the last term, most of them in its late years."""
    latest = as_of - timedelta(days=12)
    earliest = max(opened + timedelta(days=FIRST_JOINING), as_of - timedelta(days=term_years * DAYS_A_YEAR - 90))
    return latest - timedelta(days=int((latest - earliest).days * chance.random() ** 1.25))


def new_case(seed: int, hospital: str, centre: str, tier: str, serial: int = 1, **facts) -> tuple[Case, Stream]:
    """A case without steps, and the stream of chance that shapes it."""
    case = Case(hospital=hospital, centre=centre, tier=tier, serial=serial, **facts)
    return case, stream(seed, "case", case.name)
