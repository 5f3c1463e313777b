"""The product as it runs in a deployment: a web process and a worker of their own, killed and started again."""

import os
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from config.supervisor import HOST, processes
from tests.web_server import ROOT, free_port, wait_until_answering

WEB, WORKER = "web", "worker"
# Shared machines stall.
PATIENCE = 240


def database_url() -> str:
    """The address of the database that this test stands on."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    host = connection.settings_dict["HOST"].replace("/", "%2F")
    return f"postgres://{connection.settings_dict['USER']}@{host}/{name}"


@dataclass
class Site:
    """Both processes; ``up`` is set while the web process answers."""

    folder: Path
    port: int = field(default_factory=free_port)
    running: dict[str, subprocess.Popen] = field(default_factory=dict)
    up: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self):
        # The cache that the processes share; the tests' own is in their memory.
        call_command("createcachetable", "shared_cache", verbosity=0)

    def start(self, name: str) -> None:
        """Start one process; the web process answers when this returns."""
        own = {"VAR_DIR": str(self.folder), "DATABASE_URL": database_url()}
        environment = (
            os.environ | own | {"DJANGO_SETTINGS_MODULE": "tests.faults.settings", "PYTHONWARNINGS": "ignore"}
        )
        log = self.log(name)
        with log.open("ab") as out:
            command = processes(self.port)[name]
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
        self.running[name] = process
        if name == WEB:
            wait_until_answering(process, self.port, log)
            self.up.set()

    def kill(self, name: str) -> None:
        """Without warning, as a machine does that has no memory left."""
        if name == WEB:
            self.up.clear()
        process = self.running.pop(name)
        process.kill()
        process.wait()

    def log(self, name: str) -> Path:
        """What a process wrote."""
        return self.folder / f"{name}.log"

    def stop(self) -> dict[str, int]:
        """An orderly stop; the codes of the processes."""
        self.up.clear()
        codes = {}
        for process in self.running.values():
            process.terminate()
        for name, process in self.running.items():
            try:
                codes[name] = process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                codes[name] = process.wait()
        self.running = {}
        return codes

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        return HOST, self.port


def wait_for(condition, seconds: float = PATIENCE):
    """What ``condition`` returns once it is true. Raises AssertionError when it does not come true in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.1)
    raise AssertionError("not within the time")
