"""The archive of a backup: a tar file whose last member, the manifest, names every other with its digest.

It is written and read as a stream, whatever it holds.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

MANIFEST = "manifest.json"
FORMAT = 1
CHUNK = 1024 * 1024


class Broken(Exception):
    """The archive is not whole; the text says what is wrong with it."""


class _Digesting:
    """Reads through to a file and takes the digest of what passes."""

    def __init__(self, source: IO[bytes]):
        self.source, self.digest = source, hashlib.sha256()

    def read(self, size: int) -> bytes:
        data = self.source.read(size)
        self.digest.update(data)
        return data


class Writer:
    """Adds members to a new archive; ``close`` writes the manifest with ``facts``."""

    def __init__(self, path: Path):
        # For its owner only, whatever the account's umask says.
        path.touch(0o600)
        self._tar = tarfile.open(path, "w")  # noqa: SIM115 - closed by close()
        self.members: dict[str, dict] = {}

    def add(self, name: str, source: IO[bytes], size: int) -> None:
        """Add a member of so many bytes."""
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        reading = _Digesting(source)
        self._tar.addfile(member, reading)
        self.members[name] = {"size": size, "sha256": reading.digest.hexdigest()}

    def close(self, facts: dict) -> None:
        """Write the manifest and end the archive."""
        text = json.dumps({"format": FORMAT, **facts, "members": self.members}, ensure_ascii=False, indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size, member.mode = len(text), 0o600
        self._tar.addfile(member, io.BytesIO(text))
        self._tar.close()


def checked(path: Path) -> dict:
    """The manifest of an archive after every member has been read and compared with it. Raises Broken."""
    found, text = {}, b""
    try:
        for name, source, size in members(path):
            reading = _Digesting(source)
            while data := reading.read(CHUNK):
                text += data if name == MANIFEST else b""
            found[name] = {"size": size, "sha256": reading.digest.hexdigest()}
    except tarfile.TarError as error:
        raise Broken(f"This is not a whole archive of a backup ({error}).") from None
    if not text:
        raise Broken("The archive has no manifest: it was cut off while it was written or copied.")
    manifest = json.loads(text)
    if manifest["format"] != FORMAT:
        raise Broken(f"The archive has format {manifest['format']}; this version reads format {FORMAT}.")
    del found[MANIFEST]
    _compare(found, manifest["members"])
    return manifest


def _compare(found: dict, named: dict) -> None:
    for name in sorted(found.keys() | named.keys()):
        if found.get(name) != named.get(name):
            raise Broken(f"{name} is not what the manifest says: the archive was damaged or changed.")


def members(path: Path) -> Iterator[tuple[str, IO[bytes], int]]:
    """Every member in order: its name, a stream to read it from before the next is asked for, its bytes."""
    with tarfile.open(path, "r|") as tar:
        for member in tar:
            source = tar.extractfile(member)
            if source is None:
                raise Broken(f"{member.name} is not a file: this is not an archive of a backup.")
            yield member.name, source, member.size
