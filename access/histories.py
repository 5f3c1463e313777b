"""The whole history of one thing, for those who may read it: each house says of which things, and who."""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.urls import reverse

from access import logbook
from access.actor import Actor
from access.presenters import entries
from access.refusals import Forbidden

# How many of the newest entries a thing's own page shows.
SHOWN = 50


def _all(thing, actor: Actor):
    return logbook.history(thing)


@dataclass(frozen=True)
class History:
    """Things of one model that have a history page.

    ``rows`` gives the entries that an actor who sees the thing may read, newest first; it raises Forbidden when these
    are none of the actor's business.
    """

    model_label: str
    rows: Callable = _all

    @property
    def model(self):
        """The model class."""
        return apps.get_model(self.model_label)


HISTORIES: dict[str, History] = {}


def register(kind: str, model_label: str, rows: Callable = _all) -> None:
    """Give the things of a model a history page under ``history/<kind>/``; called from ``apps.ready()``."""
    HISTORIES[kind] = History(model_label, rows)


def newest(thing, actor: Actor) -> dict:
    """What components/history.html shows on a thing's own page: ``history`` and ``history_url``.

    Both are empty for those who may not read it.
    """
    label = thing._meta.label_lower
    kind, found = next(item for item in HISTORIES.items() if item[1].model_label.lower() == label)
    try:
        rows = found.rows(thing, actor)
    except Forbidden:
        return {"history": [], "history_url": ""}
    return {"history": entries(rows[:SHOWN]), "history_url": reverse("access:history", args=[kind, thing.uid])}
