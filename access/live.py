"""Pages that move: topics that a page may follow, and hints that something about one has changed.

Each house registers its topics from ``apps.ready()``. Rows are the truth and a hint is only a hint: whoever follows a
topic learns within a second what its rows say (access/live_hub.py), with a hint at once, and without any WebSocket by
asking again and again (access/views/live.py). All three read by the same ``Topic.read``.
"""

import hashlib
import logging
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import connection, transaction
from django.db.models import Count, Max, Sum
from django.http import Http404

from access import door
from access.actor import Actor

logger = logging.getLogger(__name__)

# The channel layer's group in which processes pass hints on to one another.
GROUP = "live"
# A hint about a person, not about a topic: whether the person's sockets may stay is asked at once.
PERSON = "person"
# A page that follows more than this is no page of ours.
MOST_TOPICS = 20


@dataclass(frozen=True)
class View:
    """What one actor may see of a topic: all with an equal view get the same payload from one reading.

    ``key`` is what hints name (an id, or nothing), ``rows`` what else the reading depends on (a door's condition).
    """

    key: str = ""
    rows: Hashable = None


@dataclass(frozen=True)
class Topic:
    """Something that pages follow.

    ``view(actor, key)`` asks the door and gives the actor's view, or None for what the actor must not know of;
    ``read(views)`` gives the payload of each view, numbers and codes as plain data, in a number of queries that does
    not grow with the views. Sentences are the page's: people of many languages share a payload.
    """

    name: str
    view: Callable[[Actor, str], View | None]
    read: Callable[[Collection[View]], dict[View, dict]]


TOPICS: dict[str, Topic] = {}
_listeners: list[Callable[[str, str], None]] = []


def register(*topics: Topic) -> None:
    """Make topics known; called from ``apps.ready()``."""
    TOPICS.update({topic.name: topic for topic in topics})


def views_of(actor: Actor, labels: Iterable[str]) -> dict[str, View]:
    """The actor's view of each label, which is ``topic`` or ``topic/key``.

    Raises Http404 for too many, for an unknown topic and for what the actor must not know of: the three look alike.
    """
    asked = set(labels)
    found = {label: _view_of(actor, label) for label in asked if len(asked) <= MOST_TOPICS}
    if len(found) < len(asked) or None in found.values():
        raise Http404
    return found


def topic_of(label: str) -> Topic | None:
    """The registered topic that a label names; None for an unknown one."""
    return TOPICS.get(label.partition("/")[0])


def _view_of(actor: Actor, label: str) -> View | None:
    topic = topic_of(label)
    # A visitor, or an account that was closed, follows nothing.
    return topic.view(actor, label.partition("/")[2]) if topic and actor.is_person else None


def payloads(views: dict[str, View]) -> dict[str, dict]:
    """What the rows say now: ``{label: payload}``."""
    return {label: topic_of(label).read([view])[view] for label, view in views.items()}


def rows_topic(model) -> Topic:
    """The topic of all visible rows of a model: its payload is a mark that changes with every row.

    Its name is the model's label, so that each logged act about a row is a hint (access/logbook.py). Rows count
    with their ``version``; the mark tells nobody how many there are.
    """

    def view(actor: Actor, key: str) -> View | None:
        return None if key else View(rows=door.visible(model, actor))

    def read(views: Collection[View]) -> dict[View, dict]:
        return {each: {"mark": _mark(model._default_manager.filter(each.rows))} for each in views}

    return Topic(model._meta.label_lower, view, read)


def _mark(rows) -> str:
    return mark(*rows.order_by().aggregate(Count("pk"), Sum("version"), Max("pk")).values())


def mark(*facts) -> str:
    """A short text that is another one when any of the facts is."""
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def touch(topic: str, key: object = "") -> None:
    """Hint, after the commit if there is one, that rows of a topic have changed; nothing when no such topic is known.

    ``key`` narrows the hint to the views with this key. Called as often as one likes: equal hints of a transaction
    are one.
    """
    hint = _Hint(topic, str(key))
    waiting = [function for _savepoints, function, _robust in connection.run_on_commit]
    if (topic in TOPICS or topic == PERSON) and hint not in waiting:
        transaction.on_commit(hint, robust=True)


def check_person(user_id: int) -> None:
    """Ask at once whether a person's sockets may stay: a session or a role has ended (else within a minute)."""
    touch(PERSON, user_id)


def listen(listener: Callable[[str, str], None]) -> None:
    """Call ``listener(topic, key)`` for each hint given in this process, in the thread that gives it."""
    _listeners.append(listener)


@dataclass(frozen=True)
class _Hint:
    topic: str
    key: str

    def __call__(self) -> None:
        for listener in _listeners:
            listener(self.topic, self.key)
        # Without Redis there is no layer and no way into other processes: their readers look each second.
        if layer := get_channel_layer():
            self._send(layer)

    def _send(self, layer) -> None:
        message = {"type": "live.hint", "topic": self.topic, "key": self.key}
        try:
            async_to_sync(layer.group_send)(GROUP, message)
        except Exception as problem:
            # What is hinted at is committed: a broken Redis must not turn the person's success into an error.
            logger.warning("A hint was not passed on: %s", problem)
