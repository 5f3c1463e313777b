"""Which worker processes of this machine live: each holds a lock on a file, and the lock ends with the process.

A worker killed without warning is so found dead at once, and not only after its silence. Workers on other machines
have their files elsewhere: for them the silence counts.
"""

import fcntl
import os
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.conf import settings


def _folder() -> Path:
    folder = Path(settings.VAR_DIR) / "workers"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def announced() -> Iterator[str]:
    """Be seen as alive under a new name until the block or the process ends; gives the name."""
    name = f"{socket.gethostname()[:40]}-{os.getpid()}-{uuid4().hex[:8]}"
    path = _folder() / name
    with (_folder() / f".{name}").open("w") as handle:
        # Locked before it can be seen: a file without a lock is that of a dead worker.
        fcntl.flock(handle, fcntl.LOCK_EX)
        Path(handle.name).rename(path)
        yield name
        path.unlink(missing_ok=True)


def dead() -> list[str]:
    """The names of workers of this machine whose process ended without saying so."""
    return [path.name for path in _folder().iterdir() if not path.name.startswith(".") and _is_free(path)]


def _is_free(path: Path) -> bool:
    try:
        with path.open() as handle:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        # Held by a living worker, or removed by one that has just ended.
        return False
    return True


def forget(names: Iterable[str]) -> None:
    """Remove what dead workers left, once their work was taken up."""
    for name in names:
        (_folder() / name).unlink(missing_ok=True)
