"""The files in a backup: everything in every storage that is not made anew from the code."""

from collections.abc import Iterator

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage, storages

MADE_ANEW = ("staticfiles",)
PREFIX = "files"


def kept_storages() -> dict[str, Storage]:
    """The storages by name."""
    return {name: storages[name] for name in sorted(settings.STORAGES) if name not in MADE_ANEW}


def names_in(storage: Storage, folder: str = "") -> Iterator[str]:
    """The names of all files in a storage, folder by folder."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(names):
        if name:
            yield f"{folder}/{name}" if folder else name
    for below in sorted(folders):
        yield from names_in(storage, f"{folder}/{below}" if folder else below)


def member_name(storage: str, name: str) -> str:
    """How a file is called in the archive."""
    return f"{PREFIX}/{storage}/{name}"


def put_back(member: str, source, size: int) -> None:
    """Save a member of the archive into the storage that it came from, under its own name."""
    _prefix, storage, name = member.split("/", 2)
    content = File(source, name=name)
    content.size = size
    saved = kept_storages()[storage].save(name, content)
    if saved != name:
        raise FileExistsError(f"{storage} already holds {name}: put a backup back into empty storages.")
