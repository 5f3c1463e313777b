"""What lives in the database itself: triggers that protect rows, and the view that makes groups end by date.

Houses add statements with ``register``. They are dropped before migrations, so that tables can be rebuilt, and
installed after them; a system check finds a missing one. ``lifted`` takes them away for the purge of the logbook.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core import checks
from django.db import connections, transaction

from tools import clock


@dataclass(frozen=True)
class Piece:
    """One database object: its name, kind (TRIGGER, VIEW or CONSTRAINT), table, and the statements for each vendor.

    A constraint stays with its table on PostgreSQL; on SQLite triggers whose names begin with its own stand for it.
    """

    name: str
    kind: str
    table: str
    sqlite: tuple[str, ...]
    postgresql: tuple[str, ...]


_PIECES: list[Piece] = []


def register(piece: Piece) -> None:
    """Make a piece known; called from ``apps.ready()`` of the house that owns the table."""
    if piece.name not in {known.name for known in _PIECES}:
        _PIECES.append(piece)


# PostgreSQL empties a table by a statement of its own, which no trigger on DELETE sees.
ACTS_ON_POSTGRESQL = {"update": "UPDATE", "delete": "DELETE OR TRUNCATE"}


def insert_only(table: str) -> None:
    """Register the two triggers that refuse UPDATE and DELETE on ``table``."""
    for act in ("update", "delete"):
        name = f"{table}_no_{act}"
        message = f"{table} is insert-only"
        register(
            Piece(
                name=name,
                kind="TRIGGER",
                table=table,
                sqlite=(
                    f"CREATE TRIGGER {name} BEFORE {act.upper()} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{message}'); END",
                ),
                postgresql=(
                    f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                    f"$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
                    f"CREATE TRIGGER {name} BEFORE {ACTS_ON_POSTGRESQL[act]} ON {table} "
                    f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
                ),
            )
        )


_MEMBERSHIP = """
CREATE VIEW access_groupmembership AS
SELECT DISTINCT {key} AS id, a.user_id AS user_id, g.group_id AS group_id
FROM access_roleassignment a
JOIN access_rolegroup g ON g.role = a.role AND g.scope_kind = a.scope_kind AND g.scope_id = a.scope_id
JOIN access_user u ON u.id = a.user_id AND u.is_active
WHERE a.valid_from <= {today} AND (a.valid_to IS NULL OR a.valid_to >= {today})
    AND a.stopped_at IS NULL
UNION
SELECT DISTINCT {deputy_key} AS id, d.deputy_id AS user_id, g.group_id AS group_id
FROM access_delegation d
JOIN access_roleassignment a ON a.id = d.assignment_id
JOIN access_rolegroup g ON g.role = a.role AND g.scope_kind = a.scope_kind AND g.scope_id = a.scope_id
JOIN access_user u ON u.id = a.user_id AND u.is_active
JOIN access_user v ON v.id = d.deputy_id AND v.is_active
WHERE a.valid_from <= {today} AND (a.valid_to IS NULL OR a.valid_to >= {today}) AND a.stopped_at IS NULL
    AND d.kind = 'all' AND d.ended_at IS NULL AND d.valid_from <= {today} AND d.valid_to >= {today}
"""

_MEMBERSHIP = _MEMBERSHIP.format(
    key="a.user_id || '-' || g.group_id", deputy_key="d.deputy_id || '-' || g.group_id", today="lianyan_today()"
)

register(
    Piece(
        name="access_groupmembership",
        kind="VIEW",
        table="",
        sqlite=(_MEMBERSHIP,),
        postgresql=(
            # The setting is only ever given by tests that move the clock.
            "CREATE OR REPLACE FUNCTION lianyan_today() RETURNS date LANGUAGE sql STABLE AS $$ SELECT coalesce("
            "nullif(current_setting('lianyan.today', true), '')::date, (now() AT TIME ZONE 'Asia/Shanghai')::date) $$",
            _MEMBERSHIP,
        ),
    )
)
# The logbook, and what makes it tell when somebody went around these triggers.
LOGBOOK_TABLES = ("access_logentry", "access_sealedentry", "access_logseal", "access_loghead", "access_logcheckpoint")
for _table in LOGBOOK_TABLES:
    insert_only(_table)
insert_only("access_privacyacceptance")


def prepare_connection(sender, connection, **kwargs) -> None:
    """Give SQLite the function that the view asks for today's date; PostgreSQL has its own."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("lianyan_today", 0, lambda: clock.today().isoformat())


def drop_all(using: str = "default", **kwargs) -> None:
    """Drop every piece, so that migrations may rebuild the tables below them."""
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for piece in reversed(_PIECES):
            if not piece.table or piece.table in tables:
                for statement in _drop_statements(piece, connection.vendor):
                    cursor.execute(statement)


def _drop_statements(piece: Piece, vendor: str) -> list[str]:
    if piece.kind == "VIEW":
        return [f"DROP VIEW IF EXISTS {piece.name}"]
    if vendor == "sqlite":
        names = [statement.split()[2] for statement in piece.sqlite]
        return [f"DROP TRIGGER IF EXISTS {name}" for name in names]
    if piece.kind == "CONSTRAINT":
        return [f"ALTER TABLE {piece.table} DROP CONSTRAINT IF EXISTS {piece.name}"]
    return [f"DROP TRIGGER IF EXISTS {piece.name} ON {piece.table}"]


def install_all(using: str = "default", **kwargs) -> None:
    """Install every piece anew."""
    drop_all(using)
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for piece in _PIECES:
            if piece.table and piece.table not in tables:
                continue
            for statement in getattr(piece, connection.vendor):
                cursor.execute(statement)


@contextmanager
def lifted(*tables: str, using: str = "default") -> Iterator[None]:
    """Lift the triggers of ``tables`` for the block, in one transaction with it: others never see them gone.

    For the purge of the logbook alone. On PostgreSQL nobody writes to the tables until the end; whoever is in the
    way for more than five seconds makes it fail (OperationalError) instead of everybody waiting behind it.
    """
    connection = connections[using]
    pieces = [piece for piece in _PIECES if piece.kind == "TRIGGER" and piece.table in tables]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL lock_timeout = '5s'")
        for piece in pieces:
            for statement in _drop_statements(piece, connection.vendor):
                cursor.execute(statement)
        yield
        for piece in pieces:
            for statement in getattr(piece, connection.vendor):
                cursor.execute(statement)


def missing(using: str = "default") -> list[str]:
    """The names of registered pieces that the database lacks; none before the first migration."""
    connection = connections[using]
    if "access_logentry" not in connection.introspection.table_names():
        return []
    queries = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')",
        # A trigger can also be there and switched off.
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' UNION SELECT viewname FROM pg_views UNION "
        "SELECT conname FROM pg_constraint",
    }
    with connection.cursor() as cursor:
        cursor.execute(queries[connection.vendor])
        present = {row[0] for row in cursor.fetchall()}
    return [piece.name for piece in _PIECES if piece.name not in present]


@checks.register(checks.Tags.database)
def check_pieces(app_configs=None, databases=None, **kwargs) -> list[checks.Warning]:
    """Tell that triggers or views are gone (`check --database default`); a warning, so that `migrate` can mend it."""
    return [
        checks.Warning(f"The database lacks {name}: run `manage.py migrate`.", id="access.W001")
        for using in databases or []
        for name in missing(using)
    ]
