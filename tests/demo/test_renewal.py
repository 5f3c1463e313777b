"""Putting the demo data back while the site runs: by the command, and by the card on a running site."""

import http.cookiejar
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from demo import renewal
from tests.province import ROOT, environment, manage
from tools import clock

PATIENCE_SECONDS = 90


@pytest.fixture
def folder(built_province, tmp_path) -> Path:
    """A folder of data of its own, as a demonstration has."""
    shutil.copytree(built_province.folder, tmp_path / "var")
    return tmp_path / "var"


def ask(folder: Path, question: str, *values):
    with closing(sqlite3.connect(folder / "demo.sqlite3", timeout=20)) as connection:
        found = connection.execute(question, values).fetchone()
        connection.commit()
        return found


def spoil(folder: Path) -> None:
    ask(folder, "UPDATE access_user SET name = 'somebody else'")


def names(folder: Path) -> set:
    return {ask(folder, "SELECT name FROM access_user WHERE username = ?", name)[0] for name in ("auditor",)}


def let_kept_copy_be_of_today(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "demo.kept")) as connection:
        connection.execute("UPDATE demo_demoprovince SET as_of = ?", (clock.today().isoformat(),))
        connection.commit()


@pytest.mark.faults
def test_a_copy_of_another_day_is_not_put_back_but_a_province_of_today_built(folder):
    before = {path.name for path in (folder / "private").rglob("*") if path.is_file()}
    spoil(folder)
    done = manage(folder, "renew_demo")
    assert done.returncode == 0, done.stderr
    assert names(folder) == {"鲁文清"}
    assert ask(folder, "SELECT as_of, scale FROM demo_demoprovince") == (clock.today().isoformat(), "small")
    assert ask(folder, "PRAGMA integrity_check") == ("ok",)
    after = {path.name for path in (folder / "private").rglob("*") if path.is_file()}
    kept = {row for (row,) in _all(folder, "SELECT file FROM office_attachment")}
    assert after & before == set()
    assert {Path(name).name for name in kept} <= after
    assert not (folder / "renewal").exists()
    spoil(folder)
    assert manage(folder, "renew_demo").returncode == 0
    assert names(folder) == {"鲁文清"}


def _all(folder: Path, question: str) -> list:
    with closing(sqlite3.connect(folder / "demo.sqlite3")) as connection:
        return connection.execute(question).fetchall()


def test_a_database_without_the_mark_is_left_alone(folder):
    ask(folder, "DELETE FROM demo_demoprovince")
    spoil(folder)
    refused = manage(folder, "renew_demo")
    assert refused.returncode == 1
    assert "is not a demonstration's" in refused.stderr
    assert names(folder) == {"somebody else"}
    assert (folder / "demo.renewed").read_text().startswith("failed")


class TestState:
    @pytest.fixture(autouse=True)
    def _own_folder(self, settings, tmp_path):
        settings.VAR_DIR = tmp_path

    def test_there_has_been_none(self):
        assert renewal.state() == renewal.NONE

    def test_it_runs_as_long_as_somebody_holds_the_lock_and_only_one_does(self):
        with renewal.acquire():
            assert renewal.state() == renewal.RUNNING
            assert renewal.acquire() is None
        assert renewal.state() == renewal.FAILED

    def test_the_result_tells_how_it_ended(self, tmp_path):
        (tmp_path / "demo.renewed").write_text("done")
        assert renewal.state() == renewal.DONE
        (tmp_path / "demo.renewed").write_text("failed: no room left")
        assert renewal.state() == renewal.FAILED

    def test_the_waiting_page_waits_shows_the_failure_or_goes_on(self, client, tmp_path):
        with renewal.acquire():
            page = client.get("/demo/waiting/").content.decode()
            assert 'hx-trigger="every 1s"' in page
            assert "HX-Redirect" not in client.get("/demo/waiting/", headers={"HX-Request": "true"}).headers
        assert client.get("/demo/waiting/", headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
        assert "alert--danger" in client.get("/demo/waiting/").content.decode()
        (tmp_path / "demo.renewed").write_text("done")
        assert client.get("/demo/waiting/").url == "/accounts/login/"
        assert (
            client.get("/demo/waiting/", headers={"HX-Request": "true"}).headers["HX-Redirect"] == "/accounts/login/"
        )


class Visitor:
    """A browser without scripts."""

    def __init__(self, address: str):
        self.address = address
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)

    def get(self, path: str) -> tuple[str, str]:
        """The address arrived at and the page."""
        with self.opener.open(self.address + path, timeout=30) as answer:
            return answer.url.removeprefix(self.address), answer.read().decode()

    def post(self, path: str, **fields) -> tuple[str, str]:
        _url, page = self.get("/accounts/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
        body = urlencode(fields | {"csrfmiddlewaretoken": token}).encode()
        request = urllib.request.Request(self.address + path, body, {"Referer": self.address})
        with self.opener.open(request, timeout=30) as answer:
            return answer.url.removeprefix(self.address), answer.read().decode()


@contextmanager
def running_site(folder: Path):
    """The site on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "config.asgi:application", "--port", str(port), "--lifespan", "off"]
    with subprocess.Popen(command, cwd=ROOT, env=environment(folder), stderr=subprocess.DEVNULL) as process:
        try:
            deadline = time.monotonic() + PATIENCE_SECONDS
            while not _answers(port):
                assert process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def test_the_card_puts_the_data_back_while_the_site_runs(folder):
    let_kept_copy_be_of_today(folder)
    with running_site(folder) as address:
        visitor, other = Visitor(address), Visitor(address)
        arrived, _page = other.post("/demo/enter/", person="auditor")
        assert arrived.startswith("/workspace/logbook/")
        spoil(folder)
        arrived, page = visitor.post("/demo/reset/")
        assert arrived == "/demo/waiting/"
        begun = time.monotonic()
        while arrived == "/demo/waiting/":
            assert time.monotonic() - begun < PATIENCE_SECONDS
            time.sleep(0.2)
            arrived, page = visitor.get("/demo/waiting/")
        assert arrived == "/accounts/login/", page
        assert "鲁文清" in page
        assert names(folder) == {"鲁文清"}
        # Who was signed in is signed out, and may enter again.
        assert other.get("/workspace/")[0].startswith("/accounts/login/")
        assert other.post("/demo/enter/", person="auditor")[0].startswith("/workspace/logbook/")
