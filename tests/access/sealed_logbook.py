"""A logbook with seals, for tests, and going around its triggers as somebody with the database's password would."""

from datetime import datetime

from django.db import connection

from access import database, logbook
from access.actor import Actor
from access.models import LogEntry
from access.sealing import chain, verification
from tests.factories import network as make
from tools import clock

SYSTEM = Actor.as_system("import")
RENAMED, READ = "hospital.renamed", "row.read"


def write(count: int = 3, verb: str = RENAMED, at: str | datetime | None = None) -> list[LogEntry]:
    """Entries about one hospital, each committed on its own outside of tests' transactions."""
    hospital = make.hospital()
    with clock.at(at or clock.now()):
        return [logbook.record(hospital, by=SYSTEM, verb=verb, reason=f"理由 {n}") for n in range(count)]


def sealed(count: int = 3, **how) -> list[LogEntry]:
    """The same, sealed."""
    entries = write(count, **how)
    chain.seal_finished()
    return entries


def tamper(*statements: str, **values) -> None:
    """Carry out statements, with these values in their places, while the triggers of the logbook are gone."""
    with database.lifted(*database.LOGBOOK_TABLES), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.format(**values))


def codes(**how) -> list[str]:
    """What a check finds, as codes without the house."""
    return [finding.code.removeprefix("logbook.") for finding in verification.verify(**how)]
