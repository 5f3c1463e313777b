"""What of a record a format carries: its English side, field by field, and column by column of its groups."""

from studies.record.catalogue import BY_CODE
from studies.record.exchange.notes import english, plain
from studies.record.field import Field, Kind


def carried(values: dict, fields: dict[str, tuple[str, ...]]) -> dict:
    """The values of ``fields`` (code → columns of a group) as they come back from a format that is in English."""
    found = {code: _side(BY_CODE[code], values.get(code), columns) for code, columns in fields.items()}
    return {code: value for code, value in found.items() if value not in (None, "", [], {})}


def _side(field: Field, value, columns: tuple[str, ...] = ()):
    if field.kind == Kind.GROUP:
        rows = [_row(field, row, columns) for row in value or []]
        return [row for row in rows if row]
    if field.bilingual:
        return english(value.get("en", "")) if isinstance(value, dict) else {}
    return plain(value) if isinstance(value, str) else value


def _row(field: Field, row: dict, columns: tuple[str, ...]) -> dict:
    made = {column.code: _side(column, row.get(column.code)) for column in field.columns if column.code in columns}
    return {code: value for code, value in made.items() if value not in (None, "", [], {})}
