"""How complete a record is, for the product's own submission and for each registry: pure functions of the values."""

from dataclasses import dataclass
from functools import cache

from studies.record.catalogue import BY_CODE, FIELDS
from studies.record.field import Field, Kind
from studies.record.reading import is_there
from studies.record.targets import TARGETS, Target

# What the product itself asks for before a submission.
OWN = "own"


@dataclass(frozen=True)
class Meter:
    """How much of what a target asks for is there."""

    code: str
    title: str
    done: int
    total: int
    missing: tuple[Field, ...]

    @property
    def share(self) -> int:
        """The same in hundredths, rounded down: only a whole record is 100."""
        return 100 * self.done // self.total if self.total else 100


def asked(target: str, values: dict, study_kind: str) -> list[tuple[Field, tuple[str, ...]]]:
    """The fields that a target requires of a study with these values, each with the languages that it wants."""
    return [(field, languages) for field, languages in _required(target) if field.is_asked(values, study_kind)]


@cache
def _required(target: str) -> tuple[tuple[Field, tuple[str, ...]], ...]:
    if target == OWN:
        return tuple((field, ("zh",)) for field in FIELDS if field.needed)
    found: Target = TARGETS[target]
    return tuple((BY_CODE[item.code], found.languages) for item in found.items if item.required)


def missing(values: dict, target: str, study_kind: str) -> list[Field]:
    """What a target requires and is not there; ``values`` hold derived ones too, where there are any."""
    return [
        field
        for field, languages in asked(target, values, study_kind)
        if not is_there(field, values.get(field.code), languages)
    ]


def meter(values: dict, target: str, study_kind: str) -> Meter:
    """The meter of one target."""
    total, lacking = len(asked(target, values, study_kind)), missing(values, target, study_kind)
    title = TARGETS[target].title if target in TARGETS else ""
    return Meter(target, title, total - len(lacking), total, tuple(lacking))


def meters(values: dict, study_kind: str) -> list[Meter]:
    """The meters of all targets that a study of a kind is filed with."""
    return [meter(values, code, study_kind) for code, target in TARGETS.items() if target.takes(study_kind)]


def typed(field: Field) -> bool:
    """Whether people write the field."""
    return field.kind != Kind.DERIVED
