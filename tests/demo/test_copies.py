"""Putting a copy in the place of a database that others are reading and writing."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from demo import copies

ROWS = 2000


def write(path: Path, word: str) -> None:
    """A database in the product's mode whose rows all say the same word."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE line (word text)")
        connection.executemany("INSERT INTO line VALUES (?)", [(word,)] * ROWS)
        connection.commit()


def words(connection: sqlite3.Connection) -> list:
    return connection.execute("SELECT word, count(*) FROM line GROUP BY word").fetchall()


@pytest.fixture
def files(tmp_path) -> tuple[Path, Path]:
    write(tmp_path / "old", "old")
    write(tmp_path / "new", "new")
    return tmp_path / "old", tmp_path / "new"


class Readers:
    """Connections that come and go as a web process's do, each reading everything, until they are stopped."""

    def __init__(self, path: Path):
        self.path, self.seen, self.errors, self.stopping = path, set(), [], False
        self.threads = [threading.Thread(target=self._read) for _ in range(3)]

    def _read(self) -> None:
        while not self.stopping:
            try:
                with closing(sqlite3.connect(self.path, timeout=20)) as connection:
                    self.seen.add(tuple(words(connection)))
            except sqlite3.Error as error:
                self.errors.append(error)

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *exc):
        self.stopping = True
        for thread in self.threads:
            thread.join()


def test_readers_see_all_of_the_old_or_all_of_the_new(files):
    old, new = files
    with closing(sqlite3.connect(old)) as staying, Readers(old) as readers:
        assert words(staying) == [("old", ROWS)]
        for _ in range(20):
            copies.copy(new, old)
        assert words(staying) == [("new", ROWS)]
    assert readers.errors == []
    assert readers.seen <= {(("old", ROWS),), (("new", ROWS),)}
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_who_is_reading_goes_on_reading_what_was_there(files):
    old, new = files
    with closing(sqlite3.connect(old, isolation_level=None)) as reading:
        reading.execute("BEGIN")
        assert words(reading) == [("old", ROWS)]
        copies.copy(new, old)
        assert words(reading) == [("old", ROWS)]
        reading.execute("COMMIT")
        assert words(reading) == [("new", ROWS)]


def test_it_waits_for_who_is_writing(files):
    old, new = files
    with closing(sqlite3.connect(old, isolation_level=None, check_same_thread=False)) as writing:
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("DELETE FROM line")
        threading.Timer(0.4, lambda: writing.execute("COMMIT")).start()
        copies.copy(new, old)
    with closing(sqlite3.connect(old)) as connection:
        assert words(connection) == [("new", ROWS)]


@pytest.mark.django_db(transaction=True)
class TestKept:
    def test_a_kept_copy_is_one_plain_file_that_is_there_at_once_or_not_at_all(self, tmp_path):
        copies.keep(tmp_path / "kept")
        assert [path.name for path in tmp_path.iterdir()] == ["kept"]
        with closing(sqlite3.connect(tmp_path / "kept")) as connection:
            assert connection.execute("SELECT count(*) FROM django_migrations").fetchone()[0] > 50

    def test_only_a_copy_of_the_day_with_the_same_tables_is_put_back(self, demo_province):
        kept, day = copies.kept(), demo_province.as_of
        assert copies.is_of(kept, day)
        assert not copies.is_of(kept, day.replace(day=1))
        assert not copies.is_of(kept.with_name("nothing"), day)
        with closing(sqlite3.connect(kept)) as connection:
            connection.execute("DELETE FROM django_migrations WHERE app = 'network'")
            connection.commit()
        assert not copies.is_of(kept, day)
