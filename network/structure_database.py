"""What the database itself promises about dated rows of the structure: the same thing never twice on a day."""

from access.database import Piece, register

# The end of a SQLite trigger on {table}.
REFUSAL = """ ON {table} WHEN EXISTS (
    SELECT 1 FROM {table} m
    WHERE {equal} AND m.id <> COALESCE(NEW.id, 0)
      AND m.valid_from <= COALESCE(NEW.valid_to, '9999-12-31')
      AND COALESCE(m.valid_to, '9999-12-31') >= NEW.valid_from
)
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""


def register_structure_database() -> None:
    """One branch of a kind for each hospital on a day."""
    register(no_overlap("network_centrebranch", "centre_id", "hospital_id"))
    register(no_overlap("network_branchcentre", "national_centre", "hospital_id"))


def no_overlap(table: str, *same: str, when: str = "") -> Piece:
    """The piece that refuses two rows with ``same`` columns on a day; ``when`` narrows it to rows for which the SQL
    condition holds, with ``{row}`` before each column."""
    name = f"{table}_{'chair_' if when else ''}no_overlap"
    equal = " AND ".join(f"m.{column} = NEW.{column}" for column in same)
    narrowed = f" AND {when.format(row='m.')} AND {when.format(row='NEW.')}" if when else ""
    body = REFUSAL.format(table=table, equal=equal + narrowed, name=name)
    columns = ", ".join([*same, "valid_from", "valid_to"])
    compared = ", ".join(f"{column} WITH =" for column in same)
    where = f" WHERE ({when.format(row='')})" if when else ""
    return Piece(
        name=name,
        kind="CONSTRAINT",
        table=table,
        sqlite=(
            f"CREATE TRIGGER {name} BEFORE INSERT{body}",
            f"CREATE TRIGGER {name}_on_update BEFORE UPDATE OF {columns}{body}",
        ),
        postgresql=(
            "CREATE EXTENSION IF NOT EXISTS btree_gist",
            f"ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist "
            f"({compared}, daterange(valid_from, valid_to, '[]') WITH &&){where}",
        ),
    )
