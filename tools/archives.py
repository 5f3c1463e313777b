"""ZIP files that open everywhere: names that Windows takes, equal bytes for equal contents, never whole in memory."""

import hashlib
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from tools.text import without_controls

# The name of a folder or file, in characters: with the folders above it Windows takes 260 in all.
LONGEST = 80
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]+')
# Devices, whatever their ending: Windows opens them instead of the file.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_PIECE = 64 * 1024
# No ZIP knows an earlier day.
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def safe_name(name: str) -> str:
    """The name as every file system takes it; its ending is kept when it has to be cut."""
    clean = _FORBIDDEN.sub("-", without_controls(name).replace("\n", " ")).strip(" .-")
    if not clean or _DEVICES.fullmatch(clean):
        clean = f"_{clean}"
    if len(clean) <= LONGEST:
        return clean
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending) > 5:
        return clean[:LONGEST].strip(" .")
    return f"{stem[: LONGEST - len(ending) - 1].strip(' .')}.{ending}"


@dataclass(frozen=True)
class Packed:
    """One file as it lies in the archive: ``size`` in bytes, ``sha256`` in hexadecimal."""

    path: str
    size: int
    sha256: str


@dataclass
class Archive:
    """Writes a ZIP into an open file, one member after the other.

    Every member has the same date, so that equal contents make equal archives. Names that differ only in the case of
    letters count as equal, as on Windows.
    """

    file: BinaryIO
    dated: datetime | None = None
    _taken: set[str] = field(default_factory=set)

    def __post_init__(self):
        self._zip = zipfile.ZipFile(self.file, "w", zipfile.ZIP_DEFLATED)
        self._date = self.dated.timetuple()[:6] if self.dated else _FIRST_DAY

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._zip.close()

    def add(self, folder: str, name: str, pieces: Iterable[bytes]) -> Packed:
        """Put pieces of bytes in as one file; a name that is taken gets a number. Returns what lies there."""
        path = self._free(folder, safe_name(name))
        info = zipfile.ZipInfo(path, self._date)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        size, digest = 0, hashlib.sha256()
        with self._zip.open(info, "w", force_zip64=True) as member:
            for piece in pieces:
                size += len(piece)
                digest.update(piece)
                member.write(piece)
        return Packed(path, size, digest.hexdigest())

    def _free(self, folder: str, name: str) -> str:
        stem, dot, ending = name.rpartition(".")
        stem, ending = (stem, f".{ending}") if dot else (name, "")
        count = 1
        path = f"{folder}/{name}" if folder else name
        while path.lower() in self._taken:
            count += 1
            path = f"{folder}/{stem} ({count}){ending}" if folder else f"{stem} ({count}){ending}"
        self._taken.add(path.lower())
        return path


def pieces_of(file: BinaryIO) -> Iterable[bytes]:
    """An open file piece by piece."""
    while piece := file.read(_PIECE):
        yield piece
