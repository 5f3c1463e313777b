"""What the database itself promises about versions of rules: on a day, one version of a series holds.

Rules, texts and tiers have a first and a last day. What holds until the next version begins (assessment tables, rules
of the annual confirmation, questions, checklists) has unique first days instead, as constraints of the models.
"""

from access.database import Piece, register
from network.structure_database import REFUSAL


def register_rules_database() -> None:
    """One version of a rule for each network and tier on a day, one text for each network, one name for each tier."""
    register(one_version("network_eligibilityrule", "network_id", "tier_id"))
    register(one_version("network_agreementtemplate", "network_id", "code"))
    register(one_version("network_tierversion", "tier_id"))


def one_version(table: str, *series: str) -> Piece:
    """The piece that refuses two versions of a series on a day; the common ones, without a network, are a series."""
    name = f"{table}_one_version"
    body = REFUSAL.format(
        table=table, equal=" AND ".join(f"m.{column} IS NEW.{column}" for column in series), name=name
    )
    columns = ", ".join([*series, "valid_from", "valid_to"])
    compared = ", ".join(f"{_never_null(column)} WITH =" for column in series)
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
            f"({compared}, daterange(valid_from, valid_to, '[]') WITH &&)",
        ),
    )


def _never_null(column: str) -> str:
    """Two versions without a network are of one series: NULL equals nothing."""
    return f"coalesce({column}, 0)" if column == "network_id" else column
