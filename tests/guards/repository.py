"""The project's own files, as the guards read them."""

import os
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# Without git (an unpacked archive) the tree is walked; these folders are made by tools.
MADE = {".git", ".venv", "var", "__pycache__", ".pytest_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis"}
HOUSES = ("config", "demo", "cms", "studies", "sites", "network", "office", "access", "tools")


@cache
def files() -> tuple[str, ...]:
    """Paths, relative to the project, of every file that is tracked or would be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        listed = _walked()
    return tuple(sorted(path for path in listed if path and (ROOT / path).is_file()))


def _walked() -> Iterator[str]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in MADE]
        yield from (str(Path(folder, name).relative_to(ROOT)) for name in names)


@cache
def text(path: str) -> str | None:
    """The text of a file; None when it is not text."""
    content = (ROOT / path).read_bytes()
    if b"\0" in content:
        return None
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def texts(*patterns: str, without: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Path and text of each file matching a pattern (`*` also crosses folders) and none of `without`."""
    for path in files():
        wanted = any(fnmatch(path, pattern) for pattern in patterns)
        if wanted and not any(fnmatch(path, pattern) for pattern in without) and text(path) is not None:
            yield path, text(path)
