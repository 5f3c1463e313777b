"""The readers of this process: each topic is read once a second for all sockets that follow it, however many.

One reading serves everybody with the same view, is turned into text once, and is sent only when it says something
new. Nobody follows a topic: nobody reads it. A hint from this process or, through the channel layer, from another one
makes the reader look at once. (One reading or one channel message for each socket fails at a thousand of them:
benchmarks/live_pages.py.)
"""

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from redis.exceptions import RedisError

from access import live
from access.live import Topic, View
from access.live_people import Admission, altered

logger = logging.getLogger(__name__)

PERIOD_SECONDS = 1.0
# Hints alone never make a reader look more often than this.
SPACING_SECONDS = 0.1
WATCH_SECONDS = 60
# Readers have a thread of their own: sockets that are let in, a thousand after a restart, do not hold them up.
_reading = ThreadPoolExecutor(1, "live-reader")
_watching = ThreadPoolExecutor(1, "live-watch")


class Seat:
    """One socket: whom it was let in for, and the newest payloads that it has not been sent yet.

    ``questioned`` is set when the door has to be asked again.
    """

    def __init__(self, send: Callable[[str], Coroutine], admission: Admission):
        self.send, self.admission = send, admission
        self.questioned = asyncio.Event()
        self._waiting: dict[str, str] = {}
        self._sender: asyncio.Task | None = None

    def offer(self, label: str, text: str) -> None:
        """Send a payload soon. A newer one takes the place of one that a slow line has not taken yet."""
        self._waiting[label] = text
        if self._sender is None or self._sender.done():
            self._sender = asyncio.ensure_future(self._send_waiting())

    async def _send_waiting(self) -> None:
        # A line that breaks here is reported to the socket's consumer, too, which leaves the hub.
        with suppress(OSError, RuntimeError):
            while self._waiting:
                await self.send(self._waiting.pop(next(iter(self._waiting))))


class Group:
    """The seats with the same view of a topic, and what they were last told."""

    def __init__(self):
        self.seats: set[Seat] = set()
        self.text = ""


class Reader:
    """Reads one topic while somebody follows it."""

    def __init__(self, topic: Topic):
        self.topic = topic
        self.groups: dict[tuple[str, View], Group] = {}
        self.hinted = asyncio.Event()
        self._task: asyncio.Task | None = None

    def join(self, seat: Seat, label: str, view: View) -> None:
        """Tell a seat what the group knows, or as soon as it is read."""
        group = self.groups.setdefault((label, view), Group())
        group.seats.add(seat)
        if group.text:
            seat.offer(label, group.text)
        else:
            self.hinted.set()
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._run())

    def leave(self, seat: Seat, label: str, view: View) -> None:
        """Forget a seat, and its group with the last one."""
        group = self.groups.get((label, view), Group())
        group.seats.discard(seat)
        if not group.seats:
            self.groups.pop((label, view), None)

    def hint(self, key: str) -> None:
        """Look at once when the hint concerns one of the groups."""
        if not key or any(view.key == key for _label, view in self.groups):
            self.hinted.set()

    async def _run(self) -> None:
        while self.groups:
            self.hinted.clear()
            await self._read()
            await asyncio.sleep(SPACING_SECONDS)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.hinted.wait(), PERIOD_SECONDS - SPACING_SECONDS)

    async def _read(self) -> None:
        views = {view for _label, view in self.groups}
        try:
            payloads = await database_sync_to_async(self.topic.read, thread_sensitive=False, executor=_reading)(views)
        except Exception:
            # The database is away for a moment, perhaps: the next round asks again.
            logger.exception("The topic %s could not be read", self.topic.name)
            return
        for (label, view), group in list(self.groups.items()):
            if view in payloads:
                self._tell(label, group, payloads[view])

    def _tell(self, label: str, group: Group, payload: dict) -> None:
        text = json.dumps({"topic": label, "data": payload}, ensure_ascii=False)
        if text == group.text:
            return
        group.text = text
        for seat in group.seats:
            seat.offer(label, text)


class Hub:
    """All seats and readers of one event loop."""

    def __init__(self):
        self.seats: set[Seat] = set()
        self.readers: dict[str, Reader] = {}
        # Set while hints of other processes are heard.
        self.listening = asyncio.Event()
        self._tasks: list[asyncio.Task] = []

    def join(self, seat: Seat) -> None:
        """Let a seat follow its views."""
        self.seats.add(seat)
        for label, view in seat.admission.views.items():
            topic = live.topic_of(label)
            self.readers.setdefault(topic.name, Reader(topic)).join(seat, label, view)
        if not self._tasks:
            self._tasks = [asyncio.ensure_future(self._listen()), asyncio.ensure_future(self._watch())]

    def leave(self, seat: Seat) -> None:
        """Forget a seat; the last one turns out the light."""
        self.seats.discard(seat)
        for label, view in seat.admission.views.items():
            self.readers[live.topic_of(label).name].leave(seat, label, view)
        if not self.seats:
            for task in self._tasks:
                task.cancel()
            self._tasks = []

    def admit_anew(self, seat: Seat, admission: Admission) -> None:
        """Let a seat see what its person may see from now on."""
        if admission.views == seat.admission.views:
            seat.admission = admission
            return
        self.leave(seat)
        seat.admission = admission
        self.join(seat)

    def hint(self, topic: str, key: str) -> None:
        """Pass a hint on to the reader of a topic, or to the seats of a person."""
        if topic == live.PERSON:
            for seat in self.seats:
                if str(seat.admission.user_id) == key:
                    seat.questioned.set()
        elif topic in self.readers:
            self.readers[topic].hint(key)

    async def _watch(self) -> None:
        """Find sessions and roles that have ended by date, by idleness or in another process."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            admissions = {seat.admission for seat in self.seats}
            try:
                ask = database_sync_to_async(altered, thread_sensitive=False, executor=_watching)
                changed = await ask(admissions)
            except Exception:
                logger.exception("Sessions and roles could not be looked at")
                continue
            for seat in self.seats:
                if seat.admission in changed:
                    seat.questioned.set()

    async def _listen(self) -> None:
        """Take hints of other processes, while there is a channel layer."""
        while layer := get_channel_layer():
            try:
                channel = await layer.new_channel()
                await layer.group_add(live.GROUP, channel)
                self.listening.set()
                while True:
                    message = await layer.receive(channel)
                    self.hint(message["topic"], message["key"])
            except (OSError, RedisError) as problem:
                logger.warning("No hints from other processes: %s", problem)
                await asyncio.sleep(PERIOD_SECONDS)


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running event loop."""
    return _hubs.setdefault(asyncio.get_running_loop(), Hub())


def _from_any_thread(topic: str, key: str) -> None:
    for loop, own in list(_hubs.items()):
        # The loop of a server that is stopping may close at any moment.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(own.hint, topic, key)


live.listen(_from_any_thread)
