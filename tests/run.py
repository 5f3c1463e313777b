"""The whole suite: every test on SQLite, then those marked `both` again on a private PostgreSQL.

`python -m tests.run [--faults] [arguments for pytest]`; with `--faults`, the tests so marked instead of all others.
The databases are migrated side by side, one core each; each run then has all cores. Ends with the counts of both runs
as pytest gives them, and fails when either failed.
"""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.postgres import Unavailable, private_server

RED, PLAIN = ("\033[31;1m", "\033[0m") if sys.stdout.isatty() or os.environ.get("CI") else ("", "")
NOT_RUN = "NOT RUN"
FAULTS = "--faults"
WORKERS = ["-n", os.environ.get("TEST_WORKERS", "2"), "--dist", "worksteal"]
# pytest's exit code when nothing was to be run.
NOTHING = 5


@dataclass
class Result:
    """How one run ended: its exit code and pytest's counts, such as `812 passed, 3 skipped in 140 s`."""

    name: str
    code: int
    line: str


class Run:
    """One run of pytest on one database, which is migrated in the background from the start."""

    def __init__(self, name: str, folder: str, url: str | None, marks: str, alone: bool = False):
        self.name, self.marks, self.alone, self.on_server = name, marks, alone, url is not None
        self.counts = Path(folder) / f"{name}.counts"
        self.variables = os.environ | {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.test"}
        self.variables |= {"CLOSING_COUNTS": str(self.counts)}
        self.variables.pop("DATABASE_URL", None)
        if url:
            self.variables["DATABASE_URL"] = url
        self.migration = subprocess.Popen([sys.executable, "-m", "tests.databases"], env=self.variables)

    def finish(self, arguments: list[str]) -> Result:
        """Wait for the database, then run the tests."""
        if code := self.migration.wait():
            return Result(self.name, code, "the database could not be migrated")
        print(f"\n{self.name}", flush=True)
        started = time.monotonic()
        # Transactions of one worker hold the sealing of the other's logbook back: PostgreSQL counts them by server.
        workers = ["-n", "0"] if self.alone else WORKERS
        command = [sys.executable, "-m", "pytest", *workers, "-m", self.marks, *arguments]
        code = subprocess.run(command, env=self.variables, check=False).returncode
        # Not every choice of tests has some for PostgreSQL; a choice that has none at all fails on SQLite.
        code = 0 if self.on_server and code == NOTHING else code
        counts = self.counts.read_text() if self.counts.exists() else "no test ran"
        return Result(self.name, code, f"{counts} in {time.monotonic() - started:.0f} s")


def start_postgres(stack: ExitStack) -> str | None:
    """The address of a private PostgreSQL that stops with `stack`; None, after saying why in red, without one."""
    try:
        return stack.enter_context(private_server())
    except Unavailable as problem:
        print(f"{RED}POSTGRESQL TESTS NOT RUN: {problem}{PLAIN}", flush=True)
        return None


def conclude(results: list[Result], seconds: float, has_postgres: bool) -> int:
    """Print how both runs ended and the time; the exit code of the whole."""
    print(f"\n{'-' * 80}")
    for result in results:
        failed = f"{RED}FAILED{PLAIN} " if result.code else ""
        print(f"{result.name:<12}{failed}{result.line.replace(NOT_RUN, RED + NOT_RUN + PLAIN)}")
    if not has_postgres:
        print(f"{'PostgreSQL':<12}{RED}{NOT_RUN}{PLAIN}")
    print(f"{'together':<12}{seconds:.0f} s", flush=True)
    failed = any(result.code for result in results)
    return int(failed or (not has_postgres and bool(os.environ.get("CI"))))


def main(arguments: list[str]) -> int:
    """Run everything; 0 when all of it passed."""
    started = time.monotonic()
    marks = "faults" if FAULTS in arguments else "not faults"
    arguments = [argument for argument in arguments if argument != FAULTS]
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="lianyan-test-", ignore_cleanup_errors=True))
        runs = [Run("SQLite", folder, None, marks)]
        url = start_postgres(stack)
        if url:
            runs.append(Run("PostgreSQL", folder, url, f"both and {marks} and not alone"))
            runs.append(Run("by itself", folder, url, f"both and {marks} and alone", alone=True))
        results = [run.finish(arguments) for run in runs]
    return conclude(results, time.monotonic() - started, url is not None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
