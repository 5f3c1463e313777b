"""A small visitor for benchmarks: keeps its connections open, counts answers, costs little of the two cores."""

import asyncio
import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager


@contextmanager
def serving() -> Iterator[tuple[str, int]]:
    """One uvicorn with the settings of the environment, on a free port of this machine: (host, port)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host, port = free.getsockname()
    command = [sys.executable, "-m", "uvicorn", "config.asgi:application", "--host", host, "--port", str(port)]
    server = subprocess.Popen([*command, "--lifespan", "off", "--log-level", "warning", "--no-access-log"])
    try:
        _wait_for((host, port), server)
        yield host, port
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(address: tuple[str, int], server) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(address, timeout=1).close()
            return
        except OSError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("The server did not start.") from None
            time.sleep(0.1)


def get(address: tuple[str, int], path: str) -> str:
    """The text of one answer, over a connection of its own."""
    connection = http.client.HTTPConnection(*address, timeout=20)
    try:
        connection.request("GET", path)
        return connection.getresponse().read().decode()
    finally:
        connection.close()


@asynccontextmanager
async def visitors(address: tuple[str, int], number: int):
    """`ask(path) -> body` over `number` kept-alive connections, one request at a time on each."""
    free: asyncio.Queue = asyncio.Queue()
    for _ in range(number):
        free.put_nowait(await asyncio.open_connection(*address))

    async def ask(path: str) -> bytes:
        reader, writer = await free.get()
        try:
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {address[0]}\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            return await reader.readexactly(int(length.partition(b":")[2]))
        finally:
            free.put_nowait((reader, writer))

    yield ask
    while not free.empty():
        free.get_nowait()[1].close()


async def rate(ask: Callable[[str], Awaitable[bytes]], path: str, seconds: float, number: int) -> float:
    """Answers per second for `path`, asked by `number` visitors at once for that long."""
    count, until = 0, time.perf_counter() + seconds

    async def visit() -> None:
        nonlocal count
        while time.perf_counter() < until:
            await ask(path)
            count += 1

    started = time.perf_counter()
    await asyncio.gather(*(visit() for _ in range(number)))
    return count / (time.perf_counter() - started)
