"""The one WebSocket of a page: let in by the same rules as the page's requests, told what its topics say."""

import asyncio
import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from urllib.parse import urlsplit

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.base import BaseHandler
from django.urls import reverse
from django.utils.functional import cached_property

from access.live_hub import Seat, hub
from access.live_people import Admission
from access.sessions import PASSIVE_HEADER, SESSION_KEY

# Session and roles are watched each minute for all sockets together (access/live_hub.py). What else may have closed
# the door or opened it further is asked of each socket now and then, not of all at the same moment.
RECHECK_SECONDS = 240, 300
# Close code, for the page: ask by HTTP what has become of it. The 4000s are for applications (RFC 6455, 7.4.2).
NO_LONGER = 4401
_letting_in = ThreadPoolExecutor(2, "live-door")


class LiveConsumer(AsyncWebsocketConsumer):
    """Joins the hub while the page is open. The page says in the address what it follows, and then only listens."""

    # The hub listens for all sockets; a channel for each of them would cost more than it brings.
    channel_layer_alias = ""
    seat: Seat | None = None
    guard: asyncio.Task | None = None

    async def connect(self):
        """Accept a socket of our own pages whose request by HTTP would be answered; refuse any other."""
        right_address = self.scope["path"] == reverse("workspace:live")
        found = await self._ask_the_door() if right_address and is_of_our_pages(self.scope) else None
        if found is None:
            await self.close()
            return
        await self.accept()
        self.seat = Seat(self.send, found)
        hub().join(self.seat)
        self.guard = asyncio.ensure_future(self._keep_asking())

    async def receive(self, text_data=None, bytes_data=None):
        """Nothing is asked of us in words; what comes is not read."""

    async def disconnect(self, code):
        """Leave the hub."""
        if self.seat is not None:
            self.guard.cancel()
            hub().leave(self.seat)
            self.seat = None

    async def _keep_asking(self):
        """Close the socket when the session, the right or the account has ended; see other rows with another role."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.seat.questioned.wait(), random.uniform(*RECHECK_SECONDS))
            self.seat.questioned.clear()
            found = await self._ask_the_door()
            if found is None:
                await self.close(NO_LONGER)
                return
            hub().admit_anew(self.seat, found)

    async def _ask_the_door(self) -> Admission | None:
        ask = database_sync_to_async(answered, thread_sensitive=False, executor=_letting_in)
        return await ask(self.scope)


def is_of_our_pages(scope) -> bool:
    """Whether the page that opened the socket is ours. Browsers send cookies along from anybody's page, so that this
    takes the place of the CSRF token (ASVS 5.0, 4.4.2)."""
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    origin = headers.get(b"origin", "")
    same = bool(origin) and urlsplit(origin).netloc == headers.get(b"host")
    return same or origin in settings.CSRF_TRUSTED_ORIGINS


def answered(scope) -> Admission | None:
    """Whom a socket belongs to and what it may follow, when its address is answered by HTTP; None when it is not.

    The request goes through every middleware: a session that is over, a gate that is closed, a right that has ended
    shut a socket exactly as they shut a page.
    """
    request = ASGIRequest(_as_http(scope), BytesIO())
    response = _handler.handler.get_response(request)
    response.close()
    if response.status_code != 200:
        return None
    roles = frozenset(item.pk for item in request.actor.assignments)
    return Admission(response.live_views, request.user.pk, request.session[SESSION_KEY], roles)


def _as_http(scope) -> dict:
    """The same address and cookies as a HEAD request that is no use of the session."""
    dropped = {b"upgrade", b"connection", b"accept", b"content-length"}
    headers = [(name, value) for name, value in scope["headers"] if name not in dropped]
    return {
        "type": "http",
        "method": "HEAD",
        "http_version": "1.1",
        "scheme": {"wss": "https"}.get(scope.get("scheme"), "http"),
        "path": scope["path"],
        "query_string": scope["query_string"],
        "headers": [*headers, (b"accept", b"application/json"), (PASSIVE_HEADER.lower().encode(), b"yes")],
        "client": scope.get("client"),
        "server": scope.get("server"),
    }


class _Handler:
    """Django's way of answering, its middleware loaded once."""

    @cached_property
    def handler(self) -> BaseHandler:
        handler = BaseHandler()
        handler.load_middleware()
        return handler


_handler = _Handler()
