"""The protections of the logbook come through every migration, also one that rebuilds its table."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from access import database
from access.models import LogEntry, LogSeal
from tests.access.sealed_logbook import codes, sealed

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


def _is_protected(*tables: str) -> bool:
    for table in tables:
        with pytest.raises(IntegrityError, match="insert-only"), transaction.atomic():
            connection.cursor().execute(" ".join(("DELETE FROM", table)))
    return database.missing() == []


def _change(schema) -> None:
    """What a migration may do to the tables: a column more in one, a longer one in the other."""
    note = models.TextField(default="")
    note.set_attributes_from_name("note")
    schema.add_field(LogSeal, note)
    old, new = LogEntry._meta.get_field("reason"), models.CharField(max_length=9000)
    new.set_attributes_from_name("reason")
    new.model = LogEntry
    schema.alter_field(LogEntry, old, new)


def test_a_migration_that_changes_the_tables_leaves_entries_and_triggers():
    entries = sealed(2)
    tables = ("access_logentry", "access_logseal")
    assert _is_protected(*tables)

    database.drop_all()
    with connection.schema_editor() as schema:
        _change(schema)
    assert database.missing() != []
    call_command("migrate", verbosity=0, interactive=False)

    assert _is_protected(*tables)
    assert LogEntry.objects.count() == len(entries)
    assert codes() == []
