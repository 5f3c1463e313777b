"""Sealing: every entry of a finished transaction into one seal of its kind, and every tampering found."""

import threading
from itertools import accumulate

import pytest
from django.db import IntegrityError, connection, transaction

from access import beats, logbook
from access.models import LogEntry, LogSeal, SealedEntry
from access.sealing import canonical, chain, findings, heads, verification
from tests.access.sealed_logbook import READ, RENAMED, SYSTEM, codes, sealed, tamper, write
from tests.factories import network as make
from tools import clock

# On PostgreSQL a transaction that is not over is not sealed, and that of a test would not be.
pytestmark = [pytest.mark.both, pytest.mark.alone, pytest.mark.django_db(transaction=True)]


def _members() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for key, number in SealedEntry.objects.order_by("entry_id").values_list("entry_id", "seal"):
        found.setdefault(number, []).append(key)
    return found


def test_the_minute_seals_every_entry_once_by_kind_in_one_chain(monkeypatch):
    monkeypatch.setattr(chain, "BATCH", 2)
    acts = write(3)
    reads = write(1, verb=READ)

    beats.run("logbook.seal")
    first_round = _members()
    beats.run("logbook.seal")
    later = sealed(1)

    seals = list(LogSeal.objects.order_by("number"))
    assert _members() == first_round | {4: [later[0].pk]}
    assert sorted(first_round.values()) == [[e.pk for e in acts[:2]], [acts[2].pk], [reads[0].pk]]
    assert {(seal.number, seal.kind, seal.count) for seal in seals} == {
        *((number, "read" if keys == [reads[0].pk] else "act", len(keys)) for number, keys in _members().items())
    }
    assert [seal.previous for seal in seals] == [canonical.NO_HASH, *(seal.hash for seal in seals[:-1])]
    assert [seal.total for seal in seals] == list(accumulate(seal.count for seal in seals))
    assert codes() == []


def test_what_was_written_by_an_open_transaction_joins_a_later_seal():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    hospital = make.hospital()
    written, finish = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            logbook.record(hospital, by=SYSTEM, verb=RENAMED, reason="slow")
            written.set()
            finish.wait(20)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert written.wait(20)
    fast = logbook.record(hospital, by=SYSTEM, verb=RENAMED, reason="fast")
    sealed_meanwhile = chain.seal_finished()
    finish.set()
    thread.join()
    chain.seal_finished()

    slow_entry = LogEntry.objects.get(reason="slow")
    assert slow_entry.pk < fast.pk
    assert sealed_meanwhile == 0, "the slow transaction is the oldest: nothing after it is certain yet"
    assert set(SealedEntry.objects.values_list("entry_id", flat=True)) == {slow_entry.pk, fast.pk}
    assert codes() == []


# The database takes one seal and no second one.
BLOCKS = {
    "sqlite": (
        "CREATE TRIGGER full BEFORE INSERT ON access_logseal WHEN NEW.number = 2 BEGIN SELECT RAISE(ABORT, 'full'); END",
        "DROP TRIGGER full",
    ),
    "postgresql": (
        'ALTER TABLE access_logseal ADD CONSTRAINT "full" CHECK (number < 2)',
        'ALTER TABLE access_logseal DROP CONSTRAINT "full"',
    ),
}


def test_a_round_that_is_cut_short_leaves_nothing_unsealed(monkeypatch):
    monkeypatch.setattr(chain, "BATCH", 1)
    entries = write(3)
    block, free = BLOCKS[connection.vendor]

    connection.cursor().execute(block)
    with pytest.raises(IntegrityError, match="full"):
        chain.seal_finished()
    assert SealedEntry.objects.count() == 1
    connection.cursor().execute(free)
    chain.seal_finished()

    assert set(SealedEntry.objects.values_list("entry_id", flat=True)) == {entry.pk for entry in entries}
    assert codes() == []


def test_entries_of_a_restored_copy_are_sealed_by_the_daily_round(settings, tmp_path):
    settings.LOGBOOK_HEAD_DIR = tmp_path
    entries = sealed(1)
    stray = write(1)
    ahead = 0 if connection.vendor == "sqlite" else 1
    # As after a move to another server, whose transactions have low numbers: the stray one lies behind the horizon.
    tamper("UPDATE access_logentry SET written_in = {ahead} WHERE id = {key}", ahead=ahead, key=stray[0].pk)
    chain.seal_finished()

    heads.send()

    assert set(SealedEntry.objects.values_list("entry_id", flat=True)) == {entries[0].pk, stray[0].pk}
    assert codes() == []


@pytest.mark.parametrize("table", ["access_sealedentry", "access_logseal", "access_loghead", "access_logcheckpoint"])
@pytest.mark.parametrize("act", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_tables_of_the_seals_refuse_every_change(table, act, settings, tmp_path):
    if act.startswith("TRUNCATE") and connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    settings.LOGBOOK_HEAD_DIR = tmp_path
    sealed(1)
    heads.send()
    column = {"access_sealedentry": "seal", "access_logseal": "count", "access_loghead": "seal"}.get(table, "seals")
    if table == "access_logcheckpoint":
        _checkpoint()

    with pytest.raises(IntegrityError, match="insert-only"), transaction.atomic():
        connection.cursor().execute(act.format(table, column, column))


def _checkpoint():
    from access.models import LogCheckpoint

    now = clock.now()
    LogCheckpoint.objects.create(
        kind="read", through=1, through_hash="x", seals=1, entries=1, older_than=now, purged_at=now, signature="x"
    )


SEAL = "UPDATE access_logseal SET {} WHERE number = 2"
ATTACKS = {
    "an entry altered": ("UPDATE access_logentry SET reason = 'x' WHERE id = {second}", ["entry_altered"]),
    "a value altered": ("UPDATE access_logentry SET changes = '[1]' WHERE id = {second}", ["entry_altered"]),
    "an entry removed": ("DELETE FROM access_logentry WHERE id = {second}", ["entry_missing"]),
    "all entries removed": ("DELETE FROM access_logentry", ["entry_missing"] * 3),
    "an entry out of its seal": (
        "DELETE FROM access_logentry WHERE id = {second}; DELETE FROM access_sealedentry WHERE entry_id = {second}",
        ["members_altered"],
    ),
    "an entry into a seal": (
        "INSERT INTO access_sealedentry (entry_id, seal, digest) VALUES (999999, 2, '')",
        ["members_stray"],
    ),
    "a seal altered": (SEAL.format("sealed_at = '2020-01-01 00:00:00+00:00'"), ["seal_altered"]),
    "a seal's hash": (SEAL.format("hash = 'x'"), ["seal_altered", "seal_unlinked"]),
    "a seal removed": ("DELETE FROM access_logseal WHERE number = 2", ["seals_missing", "members_stray"]),
    "the digest of a member": (
        "UPDATE access_sealedentry SET digest = '' WHERE entry_id = {second}",
        ["members_altered", "entry_altered"],
    ),
}


@pytest.mark.parametrize(
    ("table", "column", "found"),
    [
        ("access_logentry", "at", ["entry_altered"]),
        ("access_logentry", "transaction_id", ["entry_altered"]),
        ("access_logseal", "sealed_at", ["seal_altered"]),
    ],
)
def test_what_cannot_even_be_read_is_a_finding_and_no_failure(table, column, found):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL takes only what a column's type can hold")
    entries = [sealed(1)[0], sealed(1)[0], sealed(1)[0]]
    key = "number = 2" if table == "access_logseal" else f"id = {entries[1].pk}"

    tamper("UPDATE {table} SET {column} = 'no such value' WHERE {key}", table=table, column=column, key=key)

    assert codes() == found


@pytest.mark.parametrize("attack", ATTACKS)
def test_tampering_around_the_triggers_is_found(attack):
    entries = [sealed(1)[0], sealed(1)[0], sealed(1)[0]]
    assert codes() == []
    statements, found = ATTACKS[attack]

    tamper(*statements.split("; "), second=entries[1].pk)

    assert codes() == found


def test_triggers_that_are_gone_or_switched_off_are_found():
    on_table = " ON access_logseal" if connection.vendor == "postgresql" else ""
    with transaction.atomic():
        connection.cursor().execute(f"DROP TRIGGER access_logseal_no_delete{on_table}")
        if connection.vendor == "postgresql":
            connection.cursor().execute("ALTER TABLE access_logentry DISABLE TRIGGER access_logentry_no_update")
        found = sorted(str(f.params["name"]) for f in verification.verify())
        transaction.set_rollback(True)

    switched_off = ["access_logentry_no_update"] if on_table else []
    assert found == [*switched_off, "access_logseal_no_delete"]


def test_every_finding_has_its_sentence():
    named = [getattr(findings, name) for name in dir(findings) if name.isupper()]

    assert named
    assert [code for code in named if str(findings.Finding(code)) == code and "%" in code] == []
