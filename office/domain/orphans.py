"""Files that no row names: what a rolled-back verb or a crash left in the storage."""

from collections.abc import Iterator
from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.core.files.storage import Storage
from django.db.models import FileField

from tools import clock


def orphans(storage: Storage) -> Iterator[str]:
    """The keys of files that no row of any model names and that are older than ``ORPHAN_HOURS``.

    A verb writes its file before its row commits, so that a young file without a row may still get one.
    """
    latest = clock.now() - timedelta(hours=settings.ORPHAN_HOURS)
    for folder, names in _folders(storage, ""):
        keys = {f"{folder}/{name}" if folder else name for name in names}
        for key in sorted(keys - _named(folder)):
            if storage.get_modified_time(key) < latest:
                yield key


def purge(storage: Storage) -> Iterator[str]:
    """Remove every orphan; yields the key of each that is gone."""
    for key in orphans(storage):
        storage.delete(key)
        yield key


def _folders(storage: Storage, folder: str) -> Iterator[tuple[str, list[str]]]:
    """Every folder with the names of its files; an empty storage has none."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    if names:
        yield folder, names
    for name in folders:
        if name:
            yield from _folders(storage, f"{folder}/{name}" if folder else name)


def _named(folder: str) -> set[str]:
    """The keys below a folder that rows name: one question for each column that holds files."""
    found: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField):
                rows = model._base_manager.order_by().filter(**{f"{field.name}__startswith": folder})
                found.update(rows.values_list(field.name, flat=True))
    return found
