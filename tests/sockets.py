"""WebSockets of pages without a server: opened as a browser opens them, for a person who is signed in."""

import asyncio
import json
from contextlib import asynccontextmanager
from functools import wraps

from asgiref.testing import ApplicationCommunicator
from channels.db import database_sync_to_async
from django.urls import reverse

from config.asgi import application

HOST = "testserver"
PATIENCE = 10


class Socket(ApplicationCommunicator):
    """The browser's end of a socket that follows topics with the cookies of a test client."""

    def __init__(self, client, *topics: str, origin: str = f"http://{HOST}", address: str = ""):
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        headers = {b"host": HOST, b"cookie": cookies, b"origin": origin}
        scope = {
            "type": "websocket",
            "path": address or reverse("workspace:live"),
            "query_string": "&".join(f"topic={topic}" for topic in topics).encode(),
            "headers": [(name, value.encode()) for name, value in headers.items() if value],
            "subprotocols": [],
        }
        super().__init__(application, scope)

    async def connect(self) -> bool:
        """Whether the server accepts."""
        await self.send_input({"type": "websocket.connect"})
        return (await self.receive_output(PATIENCE))["type"] == "websocket.accept"

    async def heard(self, topic: str = "") -> dict:
        """The next payload (of a topic, when several are followed)."""
        while True:
            message = json.loads((await self.receive_output(PATIENCE))["text"])
            if topic in ("", message["topic"]):
                return message["data"]

    async def only_heard_of(self, topic: str, until) -> bool:
        """Whether all that comes, up to a payload for which ``until`` says yes, is of one topic."""
        while True:
            message = json.loads((await self.receive_output(PATIENCE))["text"])
            if message["topic"] != topic:
                return False
            if until(message["data"]):
                return True

    async def disconnect(self) -> None:
        """Close from the browser's side."""
        await self.send_input({"type": "websocket.disconnect", "code": 1001})
        await self.wait(PATIENCE)


@asynccontextmanager
async def opened(client, *topics: str):
    """A connected socket, closed at the end."""
    line = Socket(client, *topics)
    assert await line.connect(), "the socket was refused"
    try:
        yield line
    finally:
        await line.disconnect()


def told(test):
    """Let a test be written as a coroutine; it has an event loop of its own."""

    @wraps(test)
    def run(*args, **kwargs):
        asyncio.run(test(*args, **kwargs))

    return run


def done(act, *args, **kwargs):
    """Do something with the database beside the event loop; to be awaited."""
    return database_sync_to_async(act)(*args, **kwargs)
