"""The demonstration as one command: prepares the database, runs every process, restarts what dies.

`python -m config.supervisor`; PORT chooses the port, VAR_DIR the folder of database, key and files. It does not load
Django, so that a second start costs nothing before the site itself starts.
"""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
HOUSES = ("config", "demo", "cms", "studies", "sites", "network", "office", "access", "tools")
# What `manage.py prepare` works from; while it is unchanged, the database is as it would leave it.
PREPARED_FROM = {
    ".": ("requirements.lock",),
    **dict.fromkeys(
        ("config", "demo", "cms", "studies", "sites", "network", "office", "access", "tools"), ("**/*.py",)
    ),
    "provinces": ("**/*",),
    "static": ("**/*",),
    "locale": ("**/*.po",),
}
GRACE_SECONDS = 10
FIRST_PAUSE, LONGEST_PAUSE = 1, 30


@dataclass
class Child:
    """One process of the table: how it is started, and how its last starts went."""

    name: str
    command: list[str]
    process: subprocess.Popen | None = None
    started_at: float = 0
    start_at: float = 0
    pause: float = FIRST_PAUSE / 2

    def start(self) -> None:
        self.started_at = time.monotonic()
        # A group of its own: Ctrl+C reaches the supervisor alone, which then stops its children in order.
        self.process = subprocess.Popen(self.command, cwd=ROOT, start_new_session=True)

    def has_died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def plan_restart(self) -> float:
        """Wait before the next start, longer each time a start did not last; returns the seconds."""
        now = time.monotonic()
        lasted_long = now - self.started_at > LONGEST_PAUSE
        self.pause = FIRST_PAUSE if lasted_long else min(self.pause * 2, LONGEST_PAUSE)
        self.start_at, self.process = now + self.pause, None
        return self.pause


class Supervisor:
    """Keeps the processes of a table running until it is told to stop."""

    def __init__(self, table: dict[str, list[str]], say=print):
        self.children = [Child(name, command) for name, command in table.items()]
        self.say = say
        self.stopping = False

    def run(self) -> None:
        """Start everything, restart what dies, return after TERM, INT or HUP when the last child is gone."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        try:
            for child in self.children:
                child.start()
            while not self.stopping:
                self._look_after_all()
                time.sleep(0.1)
        finally:
            self._stop_all()

    def _on_signal(self, number, frame) -> None:
        self.stopping = True

    def _look_after_all(self) -> None:
        for child in self.children:
            if child.has_died():
                code = child.process.returncode
                self.say(f"{child.name} ended with code {code}; starting it again in {child.plan_restart():g} s")
            if child.process is None and time.monotonic() >= child.start_at:
                child.start()

    def _stop_all(self) -> None:
        running = [child for child in self.children if child.process is not None and child.process.poll() is None]
        for child in running:
            child.process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for child in running:
            try:
                child.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.say(f"{child.name} did not stop in {GRACE_SECONDS} s and is killed")
                child.process.kill()
                child.process.wait()


def processes(port: int) -> dict[str, list[str]]:
    """The table of what runs: name and command."""
    worker = [sys.executable, "manage.py", "run_worker"]
    web = ["-m", "uvicorn", "config.asgi:application", "--host", HOST, "--port", str(port)]
    # Pages only listen on their WebSocket, and what they hear is too short to be worth packing.
    web += ["--lifespan", "off", "--log-level", "warning"]
    web += ["--ws-max-size", "1024", "--ws-per-message-deflate", "false"]
    return {"web": [sys.executable, *web], "worker": worker}


def digest(root: Path) -> str:
    """A digest of every file that `manage.py prepare` works from."""
    total = hashlib.sha256()
    for path in _prepared_from(root):
        total.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def _prepared_from(root: Path) -> Iterator[Path]:
    for folder, patterns in PREPARED_FROM.items():
        for pattern in patterns:
            yield from sorted(path for path in (root / folder).glob(pattern) if path.is_file())


def prepare(var: Path, say=print) -> None:
    """Run `manage.py prepare` unless nothing changed since it last ended well.

    A database whose demonstration was interrupted while it was built is thrown away and built anew. Raises
    CalledProcessError when preparing fails.
    """
    stamp, database, unfinished = var / "prepared", var / "demo.sqlite3", var / "demo.unfinished"
    if unfinished.exists():
        say("The last start was interrupted while the demonstration was being built: building it anew.")
        for suffix in ("", "-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
        unfinished.unlink()
    current = digest(ROOT)
    if database.exists() and stamp.exists() and stamp.read_text() == current:
        return
    stamp.unlink(missing_ok=True)
    say("Preparing (once, and after changes):")
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, check=True)
    stamp.write_text(current)


def is_answering(port: int) -> bool:
    """Whether anything accepts connections at the port of this machine."""
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex((HOST, port)) == 0


def welcome(port: int) -> str:
    """What the terminal shows once the site answers."""
    line = "─" * 64
    return "\n".join(
        [
            line,
            "  联研 Lianyan · 演示 demonstration",
            "",
            f"  打开 open      http://{HOST}:{port}/",
            f"  登录 sign in   http://{HOST}:{port}/accounts/login/",
            "                 选一位人物，无需密码 · choose a person, no password",
            "  停止 stop      Ctrl+C",
            line,
        ]
    )


def announce(port: int, say=print) -> None:
    """Wait until the site answers, then say where."""
    while not is_answering(port):
        time.sleep(0.1)
    say(welcome(port))


def chosen_port() -> int | None:
    """The port asked for by PORT; None, after saying what to do, when that one cannot be used."""
    asked = os.environ.get("PORT") or "8000"
    if not asked.isdecimal() or not 0 < int(asked) < 65536:
        print(f"PORT={asked} is no port: choose a number from 1 to 65535, such as PORT=8080 make demo")
        return None
    if is_answering(int(asked)):
        print(f"Port {asked} is taken by another program. Choose another, such as PORT={int(asked) + 1} make demo")
        return None
    return int(asked)


def main() -> int:
    """Prepare and run; 0 after an orderly stop, 1 when it could not start."""
    port = chosen_port()
    if port is None:
        return 1
    var = Path(os.environ.setdefault("VAR_DIR", str(ROOT / "var")))
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.demo"
    # Messages name the address under which the site is reached.
    os.environ.setdefault("PUBLIC_URL", f"http://{HOST}:{port}")
    var.mkdir(parents=True, exist_ok=True)
    try:
        prepare(var)
    except subprocess.CalledProcessError as problem:
        print(f"Preparing failed (code {problem.returncode}); the reason stands above.")
        return 1
    except KeyboardInterrupt:
        return 1
    threading.Thread(target=announce, args=[port], daemon=True).start()
    Supervisor(processes(port)).run()
    print("Stopped.")
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    sys.exit(main())
