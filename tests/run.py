"""The whole suite: every test on SQLite, then those marked `both` again on a private PostgreSQL.

`python -m tests.run [--faults] [arguments for pytest]`; with `--faults`, the tests so marked instead of all others.
The databases are migrated side by side, one core each. What has to have the server to itself runs there, one test at a
time, while SQLite is tested; what it said comes afterwards. Then the rest has the server. Ends with the counts of all
runs as pytest gives them, and fails when one failed.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.postgres import Unavailable, private_server

RED, PLAIN = ("\033[31;1m", "\033[0m") if sys.stdout.isatty() or os.environ.get("CI") else ("", "")
NOT_RUN = "NOT RUN"
FAULTS = "--faults"
WORKERS = ["-n", os.environ.get("TEST_WORKERS", "2"), "--dist", "worksteal"]
PYTEST = [sys.executable, "-m", "pytest"]
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
        self.counts, self.said = Path(folder) / f"{name}.counts", Path(folder) / f"{name}.output"
        self.variables = os.environ | {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.test"}
        self.variables |= {"CLOSING_COUNTS": str(self.counts)}
        self.variables.pop("DATABASE_URL", None)
        if url:
            self.variables["DATABASE_URL"] = url
        self.migration = subprocess.Popen([sys.executable, "-m", "tests.databases"], env=self.variables)

    def finish(self, arguments: list[str]) -> Result:
        """Wait for the database, then run the tests; on the server only the files that have some for it are read."""
        if code := self.migration.wait():
            return Result(self.name, code, "the database could not be migrated")
        started = time.monotonic()
        if self.on_server and not any(Path(word.split("::")[0]).exists() for word in arguments):
            arguments = [*arguments, *files_for_server()]
        code = self._aside(arguments) if self.alone else self._in_front(arguments)
        # Not every choice of tests has some for PostgreSQL; a choice that has none at all fails on SQLite.
        code = 0 if self.on_server and code == NOTHING else code
        counts = self.counts.read_text() if self.counts.exists() else "no test ran"
        return Result(self.name, code, f"{counts} in {time.monotonic() - started:.0f} s")

    def _in_front(self, arguments: list[str]) -> int:
        print(f"\n{self.name}", flush=True)
        return subprocess.run(
            [*PYTEST, *WORKERS, "-m", self.marks, *arguments], env=self.variables, check=False
        ).returncode

    def _aside(self, arguments: list[str]) -> int:
        # Transactions of one worker hold the sealing of the other's logbook back: PostgreSQL counts them by server.
        command = [*PYTEST, "-n", "0", "-m", self.marks, *arguments]
        with self.said.open("wb") as said:
            return subprocess.run(command, env=self.variables, check=False, stdout=said, stderr=said).returncode

    def tell(self) -> None:
        """Print what a run aside said."""
        if self.said.exists():
            print(f"\n{self.name}\n{self.said.read_text()}", flush=True)


def files_for_server() -> list[str]:
    """The test files in which the mark `both` stands."""
    return sorted(str(path) for path in Path("tests").rglob("test_*.py") if "mark.both" in path.read_text())


def run_all(first: Run, on_server: tuple[Run, Run] | None, arguments: list[str]) -> list[Result]:
    """SQLite and, beside it, what needs the server to itself; then the rest of what needs the server."""
    if on_server is None:
        return [first.finish(arguments)]
    shared, alone = on_server
    with ThreadPoolExecutor(max_workers=1) as beside:
        aside = beside.submit(alone.finish, arguments)
        results = [first.finish(arguments), aside.result()]
    alone.tell()
    return [*results, shared.finish(arguments)]


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
        first, on_server = Run("SQLite", folder, None, marks), None
        url = start_postgres(stack)
        if url:
            shared = Run("PostgreSQL", folder, url, f"both and {marks} and not alone")
            on_server = (shared, Run("by itself", folder, url, f"both and {marks} and alone", alone=True))
        results = run_all(first, on_server, arguments)
    return conclude(results, time.monotonic() - started, url is not None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
