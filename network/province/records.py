"""What a province's files hold, as plain records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from tools.codes.divisions import Division


def in_reader_language(chinese: str, english: str) -> str:
    """The English text for readers of English when there is one, else the Chinese."""
    return english if english and (get_language() or "").startswith("en") else chinese


@dataclass(frozen=True)
class Text:
    """A text in two languages; ``str()`` is the one in the reader's language."""

    zh: str
    en: str = ""

    def __str__(self) -> str:
        return in_reader_language(self.zh, self.en)


@dataclass(frozen=True)
class Body:
    """A body that steers the province's centres; ``kind`` is competent or participating."""

    code: str
    name: Text
    short: Text
    kind: str


@dataclass(frozen=True)
class Counts:
    """How many regions and county-level units the province has, declared beside the lists as a check on them."""

    regions: int
    county_level_units: int
    counties_and_county_cities: int


@dataclass(frozen=True)
class RegionRow:
    """One reporting region with its tile on the map, or a neighbour that the map only outlines."""

    code: str
    kind: str
    name_zh: str
    name_en: str
    short_zh: str
    short_en: str
    alias_code: str
    tile_column: int
    tile_row: int
    position: int | None

    @property
    def short(self) -> str:
        """The short name in the reader's language."""
        return str(Text(self.short_zh, self.short_en))


@dataclass(frozen=True)
class FieldRow:
    """One field of disease."""

    code: str
    category: str
    name_zh: str
    name_en: str


@dataclass(frozen=True)
class TierRow:
    """One tier of membership, and from which day it is called so."""

    code: str
    rank: int
    name_zh: str
    name_en: str
    valid_from: date


@dataclass(frozen=True)
class RuleRow:
    """The province's eligibility rule for one tier; ``alternatives`` as in ``EligibilityRule``."""

    tier: str
    version: int
    valid_from: date
    valid_to: date | None
    quota: int | None
    note_zh: str
    note_en: str
    alternatives: list[dict]


@dataclass(frozen=True)
class Province:
    """One province: what it is called, who steers it, and its reference data."""

    code: str
    name_text: Text
    short_text: Text
    site_name_text: Text
    site_short_text: Text
    site_lead_text: Text
    counts: Counts
    bodies: tuple[Body, ...]
    footer: tuple[tuple[Text, Text], ...]
    regions: tuple[RegionRow, ...]
    neighbours: tuple[RegionRow, ...]
    divisions: tuple[Division, ...]
    fields: tuple[FieldRow, ...]
    tiers: tuple[TierRow, ...]
    rules: tuple[RuleRow, ...]

    @property
    def name(self) -> str:
        """The province's name in the reader's language."""
        return str(self.name_text)

    @property
    def short(self) -> str:
        """The province's short name in the reader's language."""
        return str(self.short_text)

    @property
    def site_name(self) -> str:
        """What the site is called."""
        return str(self.site_name_text)

    @property
    def site_short(self) -> str:
        """What the site is called where there is little room."""
        return str(self.site_short_text)

    @property
    def site_lead(self) -> str:
        """What the site is, in one sentence."""
        return str(self.site_lead_text)

    @property
    def footer_lines(self) -> list[str]:
        """The lines at the foot of public pages."""
        colon = str(Text("：", ": "))
        return [f"{label}{colon}{value}" for label, value in self.footer]
