"""What each registry asks for, in its own order and words: one file each beside this module."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import get_language

from studies.record.catalogue import BY_CODE

TRDS, NATIONAL, CHICTR, CTGOV = "trds", "national", "chictr", "ctgov"


@dataclass(frozen=True)
class Item:
    """One item of a registry: the record's field, the registry's words, whether it must be filled in."""

    code: str
    zh: str
    en: str
    required: bool


@dataclass(frozen=True)
class Target:
    """A registry, or the data set of the WHO: ``languages`` in which it wants texts, ``kinds`` of studies it takes
    (empty: all)."""

    code: str
    zh: str
    en: str
    languages: tuple[str, ...]
    kinds: frozenset[str]
    items: tuple[Item, ...]

    @property
    def title(self) -> str:
        """Its name in the reader's language."""
        return self.en if get_language() == "en" else self.zh

    def takes(self, study_kind: str) -> bool:
        """Whether studies of a kind are filed there."""
        return not self.kinds or study_kind in self.kinds


def _read(code: str) -> Target:
    """The file of a target. Raises ValueError for an item that is no field of the record."""
    told = tomllib.loads((Path(__file__).parent / f"{code}.toml").read_text())
    items = tuple(Item(row[0], row[1], row[2], row[3]) for row in told["items"])
    unknown = [item.code for item in items if item.code not in BY_CODE]
    if unknown:
        raise ValueError(f"{code}.toml names {unknown}, which are no fields of the record.")
    return Target(code, told["zh"], told["en"], tuple(told["languages"]), frozenset(told.get("kinds", ())), items)


TARGETS: dict[str, Target] = {code: _read(code) for code in (TRDS, NATIONAL, CHICTR, CTGOV)}
