"""Reads a province's administrative divisions (GB/T 2260) from its CSV file."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COLUMNS = ("code", "name_zh", "parent_code", "kind", "reporting_region_code", "alias_code", "name_en")
PROVINCE = "province"
PREFECTURE_CITY = "prefecture_city"
NEW_AREA = "new_area_virtual"
COUNTY_LEVEL = frozenset({"district", "county_city", "county", "autonomous_county"})
KINDS = frozenset({PROVINCE, PREFECTURE_CITY, NEW_AREA}) | COUNTY_LEVEL


@dataclass(frozen=True)
class Division:
    """One row of the file.

    `code` is the key: names repeat within a province. `reporting_region_code` is the division that reports for this
    one (itself, its city, or a county-level city that answers to the province), empty for the province.
    `alias_code` is another code by which other systems call the same place.
    """

    code: str
    name_zh: str
    parent_code: str
    kind: str
    reporting_region_code: str
    alias_code: str
    name_en: str

    @property
    def is_county_level(self) -> bool:
        return self.kind in COUNTY_LEVEL

    @property
    def is_reporting_region(self) -> bool:
        return self.code == self.reporting_region_code


class DivisionsError(ValueError):
    """The file is wrong; the message names the file, the row as an editor numbers it, and the column."""


def read_divisions(path: Path | str) -> tuple[Division, ...]:
    """Return all divisions in the order of the file. Raises DivisionsError at the first row that does not hold."""
    path = Path(path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        _check_header(path, reader.fieldnames or [])
        rows = [(reader.line_num, row) for row in reader]
    divisions = {}
    for number, row in rows:
        for column, problem in _row_problems(row, divisions):
            raise DivisionsError(f"{path.name}, row {number}, column {column}: {problem}")
        divisions[row["code"]] = Division(**row)
    for number, row in rows:
        for column, problem in _reference_problems(row, divisions):
            raise DivisionsError(f"{path.name}, row {number}, column {column}: {problem}")
    return tuple(divisions.values())


def _check_header(path, names):
    missing = [name for name in COLUMNS if name not in names]
    unknown = [name for name in names if name not in COLUMNS]
    if missing or unknown:
        found = [f"column {name} is missing" for name in missing] + [f"column {name} is unknown" for name in unknown]
        raise DivisionsError(f"{path.name}, row 1: {'; '.join(found)}")


def _row_problems(row, earlier) -> Iterator[tuple[str, str]]:
    if None in row or None in row.values():
        yield "(all)", f"the row does not have {len(COLUMNS)} fields"
        return
    if not _is_code(row["code"]):
        yield "code", f"{row['code']!r} is not a code of six digits"
    if row["code"] in earlier:
        yield "code", f"{row['code']} is there twice"
    if not row["name_zh"].strip():
        yield "name_zh", "the name is missing"
    if row["kind"] not in KINDS:
        yield "kind", f"{row['kind']!r} is none of {', '.join(sorted(KINDS))}"
    if row["alias_code"] and not _is_code(row["alias_code"]):
        yield "alias_code", f"{row['alias_code']!r} is not a code of six digits"


def _reference_problems(row, divisions) -> Iterator[tuple[str, str]]:
    if row["alias_code"] in divisions:
        yield "alias_code", f"{row['alias_code']} is the code of another division"
    if row["kind"] == PROVINCE:
        for column in ("parent_code", "reporting_region_code"):
            if row[column]:
                yield column, "a province has none"
        return
    parent = divisions.get(row["parent_code"])
    expected = PREFECTURE_CITY if row["kind"] in COUNTY_LEVEL else PROVINCE
    if parent is None or parent.kind != expected:
        yield "parent_code", f"{row['parent_code']!r} is not a {expected} of this file"
    region = divisions.get(row["reporting_region_code"])
    if region is None or region.reporting_region_code != region.code:
        yield "reporting_region_code", f"{row['reporting_region_code']!r} does not report for itself in this file"


def _is_code(text):
    return len(text) == 6 and text.isascii() and text.isdigit()
