"""Reading CSV and TOML so that every mistake is named with its place."""

import csv
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path


class ProvinceError(ValueError):
    """A file of the province is missing or wrong; the message says where and what."""


def read_toml(path: Path) -> dict:
    """The file as a dictionary."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ProvinceError(f"{path.name} is missing in {path.parent}.") from None
    except tomllib.TOMLDecodeError as error:
        raise ProvinceError(f"{path.name}: {error}") from None


def read_rows(path: Path, columns: dict[str, Callable], *, unique: tuple[str, ...] = ("code",)) -> list[dict]:
    """The rows of a CSV file with each column converted by its function; ``columns`` names all of them in order.

    Raises ProvinceError for a missing file, another header, a value that its function refuses with ValueError, or a
    value that occurs twice in a ``unique`` column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if list(reader.fieldnames or []) != list(columns):
                raise ProvinceError(f"{path.name}, row 1: the columns must be {', '.join(columns)}.")
            numbered = [(reader.line_num, row) for row in reader]
    except FileNotFoundError:
        raise ProvinceError(f"{path.name} is missing in {path.parent}.") from None
    rows = [_converted(path, number, row, columns) for number, row in numbered]
    for column in unique:
        _refuse_twins(path, column, [(number, row[column]) for (number, _), row in zip(numbered, rows, strict=True)])
    return rows


def _converted(path: Path, number: int, row: dict, columns: dict[str, Callable]) -> dict:
    if None in row or None in row.values():
        raise ProvinceError(f"{path.name}, row {number}: the row does not have {len(columns)} fields.")
    converted = {}
    for column, convert in columns.items():
        try:
            converted[column] = convert(row[column].strip())
        except ValueError as error:
            raise ProvinceError(f"{path.name}, row {number}, column {column}: {error}") from None
    return converted


def _refuse_twins(path: Path, column: str, values: list[tuple[int, object]]) -> None:
    seen = {}
    for number, value in values:
        if value is not None and value in seen:
            raise ProvinceError(f"{path.name}, row {number}, column {column}: {value} is also in row {seen[value]}.")
        seen[value] = number


def text(value: str) -> str:
    """A text that must be there."""
    if not value:
        raise ValueError("this must not be empty")
    return value


def whole(value: str) -> int:
    """A whole number, 0 or more."""
    if not (value.isascii() and value.isdigit()):
        raise ValueError(f"{value!r} is not a whole number")
    return int(value)


def whole_or_none(value: str) -> int | None:
    """A whole number, or nothing."""
    return whole(value) if value else None


def day(value: str) -> date:
    """A day such as 2018-01-01."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value!r} is not a day such as 2018-01-01") from None


def division_code(value: str) -> str:
    """Six digits."""
    if len(value) != 6 or not (value.isascii() and value.isdigit()):
        raise ValueError(f"{value!r} is not a code of six digits")
    return value


def one_of(*allowed: str) -> Callable[[str], str]:
    """A function that takes only the values named."""

    def convert(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"{value!r} is none of {', '.join(allowed)}")
        return value

    return convert
