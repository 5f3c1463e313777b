"""Building a demonstration into an empty database, and refusing any other."""

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler

from access.delivery import outbox
from demo.building.agreeing import agree
from demo.building.digest import digest
from demo.building.inboxes import read_old_news
from demo.building.province import Building
from demo.files import Script, script
from demo.models import DemoProvince
from network.models import Hospital
from tools import clock

# Every centre must have had time for members by the day of the build.
DAYS_OF_NEWEST_NETWORK = 450


class NotForDemo(Exception):
    """The database is not one into which a demonstration may be built; the message says why and what to do."""


def check(as_of: date, whole: Script) -> None:
    """Raise NotForDemo unless a demonstration of that day may be built here."""
    if not settings.DEMO:
        raise NotForDemo("These settings are not a demonstration's: nothing is invented here.")
    marked = DemoProvince.objects.first()
    if marked is not None:
        state = "holds a demonstration already" if marked.is_complete else "holds a demonstration that was interrupted"
        raise NotForDemo(f"The database {state} ({marked}). Run `manage.py renew_demo`, or remove the database.")
    if Hospital.objects.exists():
        raise NotForDemo("The database holds hospitals that are no demonstration's: nothing is invented among them.")
    newest = max(centre.network["opened_on"] for centre in whole.centres.values())
    if (as_of - newest).days < DAYS_OF_NEWEST_NETWORK:
        raise NotForDemo(f"The script's newest network opened on {newest}: build as of a day well after that.")
    if as_of > clock.today():
        raise NotForDemo(f"{as_of} lies in the future: build as of today or of an earlier day.")


def build(as_of: date, *, seed: int | None = None, scale: str = "full") -> DemoProvince:
    """Build the demonstration as of the morning of a day. Raises NotForDemo, ProvinceError."""
    told = script(scale)
    check(as_of, told)
    seed = told.words["seed"] if seed is None else seed
    marked = DemoProvince.objects.create(as_of=as_of, seed=seed, scale=scale)
    with _in_haste(), outbox.paused():
        with _without_indexing():
            Building(told, as_of, seed).run()
        call_command("update_index", verbosity=0, stdout=StringIO())
        agree(as_of)
        read_old_news(as_of)
        marked.digest = digest()
    marked.save(update_fields=["digest"])
    return marked


@contextmanager
def _without_indexing() -> Iterator[None]:
    """Leave the search index alone: all of it is built at once afterwards, in a fraction of the time."""
    models = [model for model in get_indexed_models() if getattr(model, "search_auto_update", True)]
    for model in models:
        post_save.disconnect(post_save_signal_handler, sender=model)
    try:
        yield
    finally:
        for model in models:
            post_save.connect(post_save_signal_handler, sender=model)


@contextmanager
def _in_haste() -> Iterator[None]:
    """Without the libraries' reports of each page and index entry, and without looking for garbage all the time."""
    if connection.vendor == "sqlite":
        # Whoever loses power during the build begins it again: no commit needs to wait for the disk.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = OFF")
    loggers = [logging.getLogger(name) for name in ("wagtail", "django_tasks")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
