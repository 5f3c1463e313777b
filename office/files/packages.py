"""DOCX and XLSX files: whole archives of a sensible size, without macros."""

import zipfile

from access.refusals import Refused, refusal
from office.files.kinds import BROKEN_ARCHIVE
from office.files.sentences import BROKEN, CLIMBS, MACROS, UNPACKS_TOO_LARGE

MOST_MEMBERS = 10_000
MOST_BYTES = 200 * 1024 * 1024
# Sheets full of the same value shrink to a hundredth; an archive made to burst shrinks to a thousandth.
MOST_RATIO = 200
CONTENT_TYPES = "[Content_Types].xml"
MACRO_MARKS = (b"macroEnabled", b"vnd.ms-office.vbaProject")
CHUNK = 1024 * 1024


def inspect(upload, name: str) -> None:
    """Raise Refused when the archive is damaged, unpacks to too much or to foreign places, or holds macros."""
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as archive:
            _check_size(archive, upload.size, name)
            _check_places(archive, name)
            _check_macros(archive, name)
            _read_whole(archive)
    except BROKEN_ARCHIVE:
        raise Refused(refusal(BROKEN, name=name)) from None
    except Exception as error:
        if isinstance(error, Refused):
            raise
        # Other decompressors than the usual one bring errors of their own.
        raise Refused(refusal(BROKEN, name=name)) from None
    finally:
        upload.seek(0)


def _check_size(archive: zipfile.ZipFile, size: int, name: str) -> None:
    """Before anything is unpacked; a member that lies about its size is cut off there and fails its checksum."""
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_BYTES or unpacked > MOST_RATIO * max(size, CHUNK // 10):
        raise Refused(refusal(UNPACKS_TOO_LARGE, name=name))


def _check_places(archive: zipfile.ZipFile, name: str) -> None:
    """Nothing here unpacks into a folder; whoever downloads the file may do so by a program that trusts its names."""
    for member in archive.namelist():
        places = member.replace("\\", "/").split("/")
        if ".." in places or places[0] == "" or places[0].endswith(":"):
            raise Refused(refusal(CLIMBS, name=name))


def _check_macros(archive: zipfile.ZipFile, name: str) -> None:
    members = [member.lower() for member in archive.namelist()]
    if any(member.endswith("vbaproject.bin") or "/activex/" in member for member in members):
        raise Refused(refusal(MACROS, name=name))
    if CONTENT_TYPES in archive.namelist() and any(mark in archive.read(CONTENT_TYPES) for mark in MACRO_MARKS):
        raise Refused(refusal(MACROS, name=name))


def _read_whole(archive: zipfile.ZipFile) -> None:
    """Every member to its end, so that its checksum is compared."""
    for member in archive.infolist():
        with archive.open(member) as content:
            while content.read(CHUNK):
                pass
