"""Where files of the public site are kept, and under which keys."""

from pathlib import PurePath

from django.core.files.storage import Storage, storages

from tools import clock
from tools.identifiers import new_uid


def private_storage() -> Storage:
    """The storage without an address of its own: its files leave only through a view that asks who may read."""
    return storages["private"]


def storage_key(instance, filename: str) -> str:
    """A key that says nothing about the file; the row keeps the name that people know it by."""
    instance.original_name = PurePath(filename).name[:255]
    return f"cms/{clock.today():%Y}/{new_uid()}{PurePath(filename).suffix.lower()}"
