"""The product behind a real uvicorn of its own process, as it is deployed: for what a test client cannot show."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.supervisor import HOST, processes

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 120


def free_port() -> int:
    """A port of this machine that nobody uses at the moment."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        return one.getsockname()[1]


@contextmanager
def web_server(log: Path, **environment: str) -> Iterator[str]:
    """Run the supervisor's web process with these variables over the present ones; gives its address.

    Raises RuntimeError with what it wrote when it does not start.
    """
    port = free_port()
    command = [part for part in processes(port)["web"]]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=out, stderr=out)
        try:
            wait_until_answering(process, port, log)
            yield f"http://{HOST}:{port}"
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until_answering(process: subprocess.Popen, port: int, log: Path) -> None:
    """Return once the process listens. Raises RuntimeError with the end of its log when it does not."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as client:
            if client.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"The server did not start: {log.read_text()[-2000:]}")
