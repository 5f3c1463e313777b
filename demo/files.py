"""The demonstration's script: the folder ``demo`` of the province's files, as plain records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from network.enums import HospitalLevel, InstitutionType, ManagementClass, NameKind
from network.province.files import ProvinceError, division_code, one_of, read_rows, read_toml, text

# Where a hospital stands at the beginning: hosts and members join networks, applicants are about to, others never.
PARTS = ("host", "member", "applicant", "outside")
FULL, SMALL = "full", "small"


@dataclass(frozen=True)
class HospitalRow:
    """One invented hospital; ``number`` is its place in the file, from which its credit code is made."""

    key: str
    part: str
    name_zh: str
    name_en: str
    division: str
    institution_type: str
    level: str
    management_class: str
    number: int


@dataclass(frozen=True)
class CampusRow:
    """A second campus."""

    hospital: str
    name_zh: str
    name_en: str
    division: str


@dataclass(frozen=True)
class NameRow:
    """A further name of a hospital with its days."""

    hospital: str
    kind: str
    name: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class CentreRow:
    """One invented centre with its network (a table as in the file) and how many members it has at each tier."""

    slug: str
    name_zh: str
    name_en: str
    host: str
    field: str
    established_on: date
    director: str
    phone: str
    address: str
    summary_zh: str
    summary_en: str
    department: str
    equipment: str
    technique: str
    study: str
    network: dict
    sizes: dict[str, int]
    near: tuple[str, ...]
    types: tuple[str, ...]


@dataclass(frozen=True)
class Script:
    """Everything that is told; ``words`` is demo.toml, ``story`` and ``announcements`` the files of these names."""

    hospitals: dict[str, HospitalRow]
    campuses: tuple[CampusRow, ...]
    names: tuple[NameRow, ...]
    centres: dict[str, CentreRow]
    words: dict
    story: dict
    announcements: dict
    now: dict[str, int] = field(default_factory=dict)
    past: dict[str, int] = field(default_factory=dict)


def _day_or_none(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


HOSPITAL_COLUMNS: dict[str, Callable] = {
    "key": text,
    "part": one_of(*PARTS),
    "name_zh": text,
    "name_en": text,
    "division": division_code,
    "institution_type": one_of(*InstitutionType.values),
    "level": one_of(*HospitalLevel.values),
    "management_class": one_of(*ManagementClass.values),
}
CAMPUS_COLUMNS = {"hospital": text, "name_zh": text, "name_en": text, "division": division_code}
NAME_COLUMNS = {
    "hospital": text,
    "kind": one_of(*NameKind.values),
    "name": text,
    "valid_from": _day_or_none,
    "valid_to": _day_or_none,
}


@lru_cache(maxsize=4)
def _read(folder: Path) -> Script:
    words = read_toml(folder / "demo.toml")
    rows = read_rows(folder / "hospitals.csv", HOSPITAL_COLUMNS, unique=("key", "name_zh"))
    centres = [_centre(table) for table in read_toml(folder / "centres.toml")["centres"]]
    script = Script(
        hospitals={row["key"]: HospitalRow(**row, number=place) for place, row in enumerate(rows, start=1)},
        campuses=tuple(CampusRow(**row) for row in read_rows(folder / "campuses.csv", CAMPUS_COLUMNS, unique=())),
        names=tuple(NameRow(**row) for row in read_rows(folder / "names.csv", NAME_COLUMNS, unique=("name",))),
        centres={centre.slug: centre for centre in centres},
        words=words,
        story=read_toml(folder / "story.toml"),
        announcements=read_toml(folder / "announcements.toml"),
        now=words["now"],
        past=words["past"],
    )
    _check(script)
    return script


def _centre(table: dict) -> CentreRow:
    plain = {name: value for name, value in table.items() if name != "members"}
    sizes = dict(table["members"])
    near, types = tuple(sizes.pop("near")), tuple(sizes.pop("types"))
    return CentreRow(**plain, sizes=sizes, near=near, types=types)


def _check(script: Script) -> None:
    """Hospitals that other files name exist."""
    named = {centre.host: "centres.toml" for centre in script.centres.values()}
    named |= {row.hospital: "campuses.csv" for row in script.campuses}
    named |= {row.hospital: "names.csv" for row in script.names}
    named |= dict.fromkeys(script.words["small"]["hospitals"], "demo.toml")
    for key, file in named.items():
        if key not in script.hospitals:
            raise ProvinceError(f"{file}: the hospital {key} is not in hospitals.csv.")


def _small(script: Script) -> Script:
    """The sample for tests: few centres and hospitals, few of everything that happens."""
    small = script.words["small"]
    kept = set(small["hospitals"])
    centres = {
        slug: CentreRow(**vars(script.centres[slug]) | {"sizes": small["members"]}) for slug in small["centres"]
    }
    return Script(
        hospitals={key: row for key, row in script.hospitals.items() if key in kept},
        campuses=tuple(row for row in script.campuses if row.hospital in kept),
        names=tuple(row for row in script.names if row.hospital in kept),
        centres=centres,
        words=script.words,
        story=script.story,
        announcements=script.announcements,
        now=small["now"],
        past=small["past"],
    )


def script(scale: str = FULL) -> Script:
    """The province's script at a scale. Raises ProvinceError for a file that does not hold."""
    whole = _read(Path(settings.PROVINCE_DIR) / "demo")
    return whole if scale == FULL else _small(whole)
