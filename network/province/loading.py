"""Putting a province together from its files."""

from datetime import date
from pathlib import Path

from network.enums import COUNTY_LEVEL_KINDS, RURAL_COUNTY_KINDS, FieldCategory, RegionKind
from network.province.files import (
    ProvinceError,
    day,
    division_code,
    one_of,
    read_rows,
    read_toml,
    text,
    whole,
    whole_or_none,
)
from network.province.records import Body, Counts, FieldRow, Province, RegionRow, RuleRow, Text, TierRow
from tools.codes.divisions import Division, DivisionsError, read_divisions

NEIGHBOUR = "neighbour"
REGION_COLUMNS = {
    "code": division_code,
    "kind": one_of(*RegionKind.values, NEIGHBOUR),
    "name_zh": text,
    "name_en": text,
    "short_zh": text,
    "short_en": text,
    "alias_code": str,
    "tile_column": whole,
    "tile_row": whole,
    "position": whole_or_none,
}
FIELD_COLUMNS = {"code": text, "category": one_of(*FieldCategory.values), "name_zh": text, "name_en": text}
TIER_COLUMNS = {"code": text, "rank": whole, "name_zh": text, "name_en": text, "valid_from": day}


def load(folder: Path) -> Province:
    """Read and check all files of ``folder``. Raises ProvinceError."""
    about = read_toml(folder / "province.toml")
    try:
        facts = _facts(about)
    except KeyError as error:
        raise ProvinceError(f"province.toml: the key {error.args[0]} is missing.") from None
    regions = [
        RegionRow(**row) for row in read_rows(folder / "regions.csv", REGION_COLUMNS, unique=("code", "position"))
    ]
    tiers = [TierRow(**row) for row in read_rows(folder / "tiers.csv", TIER_COLUMNS, unique=("code", "rank"))]
    loaded = Province(
        **facts,
        regions=tuple(region for region in regions if region.kind != NEIGHBOUR),
        neighbours=tuple(region for region in regions if region.kind == NEIGHBOUR),
        divisions=_divisions(folder / "divisions.csv"),
        fields=tuple(FieldRow(**row) for row in read_rows(folder / "fields.csv", FIELD_COLUMNS)),
        tiers=tuple(tiers),
        rules=_rules(read_toml(folder / "eligibility.toml"), {tier.code for tier in tiers}),
    )
    _check(loaded)
    return loaded


def _text(table: dict, name: str) -> Text:
    return Text(table[f"{name}_zh"], table.get(f"{name}_en", ""))


def _facts(about: dict) -> dict:
    site = about["site"]
    counts = about["counts"]
    return {
        "code": about["code"],
        "name_text": _text(about, "name"),
        "short_text": _text(about, "short"),
        "site_name_text": _text(site, "name"),
        "site_short_text": _text(site, "short"),
        "site_lead_text": _text(site, "lead"),
        "counts": Counts(counts["regions"], counts["county_level_units"], counts["counties_and_county_cities"]),
        "bodies": tuple(
            Body(body["code"], _text(body, "name"), _text(body, "short"), body["kind"]) for body in about["bodies"]
        ),
        "footer": tuple((_text(line, "label"), _text(line, "value")) for line in about["footer"]),
    }


def _divisions(path: Path) -> tuple[Division, ...]:
    try:
        return read_divisions(path)
    except FileNotFoundError:
        raise ProvinceError(f"{path.name} is missing in {path.parent}.") from None
    except DivisionsError as error:
        raise ProvinceError(str(error)) from None


def _rules(tables: dict, tiers: set[str]) -> tuple[RuleRow, ...]:
    return tuple(_rule(number, table, tiers) for number, table in enumerate(tables.get("rules", []), start=1))


def _rule(number: int, table: dict, tiers: set[str]) -> RuleRow:
    place = f"eligibility.toml, rule {number}"
    for key, kind in (("tier", str), ("version", int), ("valid_from", date), ("alternatives", list)):
        if not isinstance(table.get(key), kind):
            raise ProvinceError(f"{place}: the key {key} is missing or of another kind.")
    if table["tier"] not in tiers:
        raise ProvinceError(f"{place}, key tier: {table['tier']} is not in tiers.csv.")
    return RuleRow(
        tier=table["tier"],
        version=table["version"],
        valid_from=table["valid_from"],
        valid_to=table.get("valid_to"),
        quota=table.get("quota"),
        note_zh=table.get("note_zh", ""),
        note_en=table.get("note_en", ""),
        alternatives=table["alternatives"],
    )


def _check(loaded: Province) -> None:
    """The lists agree with each other and with the counts that the province declares."""
    regions = {region.code for region in loaded.regions}
    reporting = {division.reporting_region_code for division in loaded.divisions} - {""}
    for code in sorted(reporting ^ regions):
        where = "divisions.csv names it" if code in reporting else "no division of divisions.csv reports to it"
        raise ProvinceError(f"regions.csv, code {code}: {where}, but the two files must name the same regions.")
    kinds = [division.kind for division in loaded.divisions]
    found = Counts(
        regions=len(regions),
        county_level_units=sum(kind in COUNTY_LEVEL_KINDS for kind in kinds),
        counties_and_county_cities=sum(kind in RURAL_COUNTY_KINDS for kind in kinds),
    )
    if found != loaded.counts:
        raise ProvinceError(f"province.toml declares {loaded.counts}, but the lists hold {found}.")
