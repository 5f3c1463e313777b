"""How long somebody new waits: `make demo` in a fresh clone until the first page, and again once it was built.

The clone has no environment yet; packages come as pip finds them, from its cache where it has one.
"""

import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import harness

NAME = "demo"
ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 900


def main() -> None:
    """Clone, start, stop, start again, report."""
    with tempfile.TemporaryDirectory(prefix="lianyan-demo-") as folder:
        clone = Path(folder) / "lianyan"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        first, again = (_until_first_page(clone) for _ in range(2))
    harness.report(f"{NAME}.first_start", first, "s", "<=", 180)
    harness.report(f"{NAME}.second_start", again, "s", "<=", 10)


def _until_first_page(clone: Path) -> float:
    started = time.monotonic()
    with _running(clone) as address:
        while not _answers(address):
            if time.monotonic() - started > PATIENCE:
                raise RuntimeError("The demonstration did not start.")
            time.sleep(0.1)
        return time.monotonic() - started


@contextmanager
def _running(clone: Path) -> Iterator[str]:
    """`make demo` on a free port, stopped as Ctrl+C stops it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    variables = {name: value for name, value in os.environ.items() if name not in ("VAR_DIR", "DATABASE_URL")}
    variables |= {"PORT": str(port)}
    process = subprocess.Popen(["make", "demo"], cwd=clone, env=variables, start_new_session=True)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(60)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    main()
