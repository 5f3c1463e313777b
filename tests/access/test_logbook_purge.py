"""Removing what need not be kept: whole seals, under a signed checkpoint, and the rest still proves itself."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from access import database, retention
from access.domain import logbook_purges
from access.enums import EntryKind
from access.models import LogCheckpoint, LogEntry, LogSeal
from access.sealing import chain
from tests.access.sealed_logbook import READ, RENAMED, SYSTEM, codes, sealed, tamper
from tools import clock

pytestmark = [pytest.mark.both, pytest.mark.alone, pytest.mark.django_db(transaction=True)]
OLD = "2026-01-10 09:00"
TODAY = "2026-08-20 03:00"


@pytest.fixture
def entries():
    """Old acts, old reads and new reads, sealed as they came; today all of the old ones are beyond six months."""
    found = {"old act": sealed(2, at=OLD)[0], "old read": sealed(2, verb=READ, at=OLD)[0]}
    found["new read"] = sealed(1, verb=READ, at="2026-08-01")[0]
    with clock.at(TODAY):
        yield found


def _left() -> dict[str, int]:
    return {verb: LogEntry.objects.filter(verb=verb).count() for verb in (RENAMED, READ)}


def test_only_seals_whose_time_is_over_are_removed_and_the_rest_proves_itself(entries):
    call_command("purge_logbook")

    assert _left() == {RENAMED: 2, READ: 1}
    [checkpoint] = LogCheckpoint.objects.all()
    assert (checkpoint.kind, checkpoint.through, checkpoint.seals, checkpoint.entries) == ("read", 2, 1, 2)
    [purged] = LogEntry.objects.filter(verb="logbook.purged")
    assert (purged.actor_label, purged.changes) == ("purge_logbook", {"seals": [1, 0], "entries": [2, 0]})
    assert LogSeal.objects.count() == 3
    chain.seal_finished()
    assert codes() == []
    assert database.missing() == []


def test_a_second_purge_finds_nothing_and_says_nothing(entries, capsys):
    call_command("purge_logbook")
    capsys.readouterr()

    call_command("purge_logbook")

    assert capsys.readouterr().out == ""
    assert LogCheckpoint.objects.count() == 1


def test_a_dry_run_changes_nothing(entries, capsys):
    call_command("purge_logbook", "--dry-run")

    assert "2" in capsys.readouterr().out
    assert _left() == {RENAMED: 2, READ: 3}
    assert not LogCheckpoint.objects.exists()


def test_the_triggers_are_back_afterwards(entries):
    call_command("purge_logbook")

    with pytest.raises(IntegrityError, match="insert-only"), transaction.atomic():
        connection.cursor().execute("DELETE FROM access_logentry")


def test_a_purge_that_does_not_come_to_its_end_leaves_everything(entries):
    with transaction.atomic():
        logbook_purges.purge(EntryKind.READ, by=SYSTEM)
        assert _left() == {RENAMED: 2, READ: 1}
        transaction.set_rollback(True)

    assert _left() == {RENAMED: 2, READ: 3}
    assert database.missing() == [] and codes() == []


def test_what_was_tampered_with_is_not_swept_away(entries):
    tamper("UPDATE access_logentry SET reason = 'x' WHERE id = {key}", key=entries["old read"].pk)

    with pytest.raises(CommandError, match=str(entries["old read"].pk)):
        call_command("purge_logbook")

    assert _left() == {RENAMED: 2, READ: 3}


@pytest.mark.parametrize(
    ("attack", "found"),
    [
        ("UPDATE access_logcheckpoint SET through = 3", {"checkpoint_forged", "members_altered", "entry_missing"}),
        ("UPDATE access_logcheckpoint SET kind = 'act'", {"checkpoint_forged"}),
        ("DELETE FROM access_logcheckpoint", {"members_altered"}),
    ],
)
def test_a_forged_checkpoint_excuses_nothing(entries, attack, found):
    call_command("purge_logbook")
    tamper(attack)
    if "through" in attack:
        tamper("DELETE FROM access_logentry WHERE id = {key}", key=entries["new read"].pk)

    assert found <= set(codes()) and "members_altered" in codes()


def test_checkpoints_of_a_former_key_are_believed_as_long_as_it_is_listed(entries, settings):
    settings.LOGBOOK_KEYS = ["former"]
    call_command("purge_logbook")

    settings.LOGBOOK_KEYS = ["present", "former"]
    assert codes() == []
    settings.LOGBOOK_KEYS = ["present"]
    assert "checkpoint_forged" in codes()


def test_entries_that_a_checkpoint_calls_removed_must_be_gone(entries):
    call_command("purge_logbook")
    key = entries["old read"].pk
    tamper("INSERT INTO access_sealedentry (entry_id, seal, digest) VALUES ({key}, 2, '')", key=key)

    assert codes() == ["not_removed"]


def test_large_removals_go_in_several_transactions(monkeypatch):
    monkeypatch.setattr(logbook_purges, "ENTRIES_AT_ONCE", 1)
    for _ in range(2):
        sealed(1, verb=READ, at=OLD)

    with clock.at(TODAY):
        call_command("purge_logbook")

    assert list(LogCheckpoint.objects.order_by("through").values_list("through", flat=True)) == [1, 2]
    assert codes() == []


def test_a_seal_stays_until_its_youngest_entry_is_old_enough(settings):
    with clock.at(TODAY):
        edge = clock.now() - timedelta(days=184)
    sealed(1, verb=READ, at=edge)

    with clock.at(TODAY):
        assert logbook_purges.due("read") == []
    with clock.at(clock.local(edge) + timedelta(days=184, seconds=1)):
        assert [seal.number for seal in logbook_purges.due("read")] == [1]


@pytest.mark.parametrize(
    ("kept", "bad"),
    [
        ({"read": 184, "act": None, "provision": 1096}, 0),
        ({"read": 183}, 1),
        ({"act": 10_000}, 1),
        ({"provision": 1000, "study": 365}, 2),
        ({"letters": 5000}, 1),
    ],
)
def test_settings_that_keep_less_than_the_law_asks_are_refused(settings, kept, bad):
    settings.LOGBOOK_KEEP_DAYS = kept

    assert [problem.id for problem in retention.check_retention()] == ["access.E001"] * bad


def test_every_kind_of_entry_has_its_time_in_the_settings(settings):
    assert set(settings.LOGBOOK_KEEP_DAYS) == set(EntryKind.values) == set(retention.LEAST_DAYS)
    assert retention.check_retention() == []
