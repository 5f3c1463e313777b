"""What the public cache is worth: the announcement of the action plan, as visitors read it; PostgreSQL, one server.

1. Answers per second for the page, against a bare view that returns as many bytes at once, from the same server, in
   the same project behind the same middleware; in turns, over the same kept-alive connections.
2. Seconds from the commit of a publication in another process until a visitor reads it.
3. Queries of the first visit after a change.
"""

import asyncio
import os
import re
import statistics
import subprocess
import sys
import time

from benchmarks import harness, http_client

NAME = "public_page"
PAGE, BARE = "/announcements/action-plan-2018-2020/", "/health/bare/{size}/"
ROUNDS, SECONDS, CONNECTIONS = 7, 2.0, 16
PUBLICATIONS = 10


def main() -> None:
    """Build the site, measure, report."""
    with harness.migrated_postgres("benchmarks.public_settings"):
        os.environ["DATABASE_URL"] = harness.current_address()
        build()
        queries = first_visit()
        with http_client.serving() as address:
            ratio = asyncio.run(against_bare(address))
            delay = until_read(address)
    harness.report(f"{NAME}.against_bare_view", ratio, "×", ">=", 0.5)
    harness.report(f"{NAME}.publish_to_read", delay, "s", "<", 1)
    harness.report(f"{NAME}.first_visit", queries, "queries", "<=", 12)


def build() -> None:
    """The public site with the plan."""
    from django.core.management import call_command

    for command in ("sync_reference", "build_site", "import_action_plan"):
        call_command(command, verbosity=0)


def first_visit() -> int:
    """Queries for the page when nothing of it is kept, in a process that has shown others before."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    Client().get("/announcements/")
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(PAGE).status_code == 200
    return len(queries)


async def against_bare(address: tuple[str, int]) -> float:
    """Answers per second for the page ÷ for the bare view; medians over rounds in turns."""
    async with http_client.visitors(address, CONNECTIONS) as ask:
        size = len(await ask(PAGE))
        rates: dict[str, list[float]] = {PAGE: [], BARE.format(size=size): []}
        assert {len(await ask(path)) for path in rates} == {size}
        for turn in range(ROUNDS):
            for path in list(rates)[:: -1 if turn % 2 else 1]:
                rates[path].append(await http_client.rate(ask, path, SECONDS, CONNECTIONS))
    page, bare = map(statistics.median, rates.values())
    print(f"{size} bytes: page {page:.0f}/s, bare view {bare:.0f}/s")
    return page / bare


def until_read(address: tuple[str, int]) -> float:
    """The longest of several publications: seconds from commit, in another process, to the first visitor's sight."""
    command = [sys.executable, "-m", "benchmarks.public_editor"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as editor:
        assert editor.stdout.readline() == "ready\n"
        delays = [_one_publication(editor, address) for _ in range(PUBLICATIONS)]
        editor.stdin.close()
    print(
        f"publications read after {min(delays):.2f} to {max(delays):.2f} s, median {statistics.median(delays):.2f} s"
    )
    return max(delays)


def _one_publication(editor, address) -> float:
    http_client.get(address, PAGE)  # what is read before is kept
    editor.stdin.write("publish\n")
    editor.stdin.flush()
    title, committed = editor.stdout.readline().rsplit(maxsplit=1)
    deadline = time.time() + 10
    while not re.search(title, http_client.get(address, PAGE)):
        assert time.time() < deadline, "never shown"
        time.sleep(0.02)
    return time.time() - float(committed)


if __name__ == "__main__":
    main()
