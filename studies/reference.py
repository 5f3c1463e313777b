"""What the province says about studies, from ``studies.toml`` of its folder."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from network.province.files import ProvinceError, read_toml

FILE = "studies.toml"


@dataclass(frozen=True)
class Line:
    """A line that every study's start-up checklist begins with: before which step, within how many days."""

    code: str
    title: str
    before: str
    days: int
    needs_file: bool


@dataclass(frozen=True)
class Rules:
    """How study numbers look: ``{prefix}-{year}-{serial}``; whether an interventional IIT needs the number of a public
    registry before it recruits; within how many days the national filing is told of changes and of the end; and what a
    site's start-up checklist begins with."""

    prefix: str
    number_width: int
    registry_for_interventional: bool
    change_days: int
    completion_days: int
    checklist: tuple[Line, ...] = ()

    def number_prefix(self, day: date) -> str:
        """What stands before the serial of a study registered on a day."""
        return f"{self.prefix}-{day:%Y}"


@lru_cache(maxsize=4)
def _read(folder: Path) -> Rules:
    told = read_toml(folder / FILE)
    try:
        filing = told["filing"]
        return Rules(
            prefix=str(told["number"]["prefix"]),
            number_width=int(told["number"]["width"]),
            registry_for_interventional=bool(filing["registry_for_interventional"]),
            change_days=int(filing["change_days"]),
            completion_days=int(filing["completion_days"]),
            checklist=tuple(Line(**row) for row in told.get("checklist", ())),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise ProvinceError(f"{FILE}: the key {error.args[0]} is missing or wrong.") from None


def rules() -> Rules:
    """The rules of the settings' folder. Raises ProvinceError when the file is missing or wrong."""
    return _read(Path(settings.PROVINCE_DIR))
