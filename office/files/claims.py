"""Whether a file is what its ending says: for documents of public pages, which may be of more kinds than papers."""

import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath

from PIL import Image

from access import safe_text
from access.refusals import Refused, refusal
from office.files import kinds, packages
from office.files.accepting import accept
from office.files.names import checked_name
from office.files.sentences import NOT_AS_NAMED
from tools.text import decoded, without_controls

DOCX, XLSX = kinds.OFFICE_MEMBERS.values()
# Kinds that papers have, too, and that are looked at as thoroughly.
AS_PAPERS = {
    ".pdf": kinds.PDF,
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".docx": DOCX,
    ".xlsx": XLSX,
}


def check(upload) -> None:
    """Raise Refused when the content is damaged, harmful, or of another kind than the name's ending says."""
    name = checked_name(upload)
    ending = PurePosixPath(name).suffix.lower()
    if ending in AS_PAPERS:
        found = kinds.content_type(upload)
        if found and found != AS_PAPERS[ending]:
            raise Refused(refusal(NOT_AS_NAMED, name=name))
        accept([upload])
    elif ending in OTHERS:
        safe_text.check_file(upload, name)
        if not OTHERS[ending](upload, name):
            raise Refused(refusal(NOT_AS_NAMED, name=name))
        upload.seek(0)


def _is_old_office(upload, name: str) -> bool:
    return kinds.is_compound(upload)


def _is_archive(upload, name: str) -> bool:
    if not zipfile.is_zipfile(upload):
        return False
    packages.inspect(upload, name)
    return True


def _is_text(upload, name: str) -> bool:
    upload.seek(0)
    text = decoded(upload.read())
    return text is not None and without_controls(text) == text


def _is_webp(upload, name: str) -> bool:
    upload.seek(0)
    try:
        with Image.open(upload, formats=("WEBP",)) as picture:
            picture.load()
    except Exception:  # decoders raise anything at hostile content, and all of it means the same
        return False
    return True


OTHERS: dict[str, Callable] = {
    ".doc": _is_old_office,
    ".xls": _is_old_office,
    ".zip": _is_archive,
    ".csv": _is_text,
    ".txt": _is_text,
    ".webp": _is_webp,
}
