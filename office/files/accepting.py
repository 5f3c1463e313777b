"""Taking an upload: what it is, whether it is sound, and what of it is kept."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile, File

from access import safe_text
from access.refusals import Refused, refusal
from office.files import kinds, packages, pdfs, pictures
from office.files import sentences as say
from office.files.names import checked_name, with_ending


@dataclass(frozen=True)
class Accepted:
    """A file ready to be stored: its name for people, media type, hash (SHA-256, hexadecimal) and content."""

    name: str
    content_type: str
    sha256: str
    file: File

    @property
    def size(self) -> int:
        """Bytes."""
        return self.file.size


# Hashes of content that was found sound in this process: the same form goes to many networks, and reading a long PDF
# a second time tells nothing new. Emptied when it has grown; what is not in it is looked at again.
_known: dict[str, str] = {}
MOST_KNOWN = 1000


def accept(uploads: Sequence[File], *, only: frozenset[str] = frozenset()) -> Accepted:
    """One file, or several photographs as one PDF. ``only`` narrows the media types that are taken.

    Raises Refused with what to do: empty, too large, of another kind, damaged, protected, active, badly named, or of
    several files one that is no photograph.
    """
    names = [checked_name(upload) for upload in uploads]
    found = [_kind(upload, name, only) for upload, name in zip(uploads, names, strict=True)]
    if len(uploads) > 1:
        return _joined(uploads, names, found)
    return _sound(uploads[0], names[0], found[0])


def _kind(upload: File, name: str, only: frozenset[str]) -> str:
    limit = settings.ATTACHMENT_MAX_BYTES
    if not upload.size:
        raise Refused(refusal(say.EMPTY, name=name))
    if upload.size > limit:
        raise Refused(refusal(say.TOO_LARGE, name=name, limit=limit // 1024**2))
    found = kinds.content_type(upload)
    if not found:
        raise Refused(refusal(say.OLD_OFFICE if kinds.is_compound(upload) else say.WRONG_KIND, name=name))
    if only and found not in only:
        raise Refused(refusal(say.NOT_A_SCAN, name=name))
    return found


def _sound(upload: File, name: str, found: str) -> Accepted:
    if found in kinds.PICTURES:
        return _made(pictures.rewritten(upload, found, name), name, found)
    digest = sha256(upload)
    if _known.get(digest) != found:
        (pdfs if found == kinds.PDF else packages).inspect(upload, name)
        safe_text.check_file(upload, name)
        _remember(digest, found)
    return Accepted(name, found, digest, upload)


def _remember(digest: str, found: str) -> None:
    if len(_known) >= MOST_KNOWN:
        _known.clear()
    _known[digest] = found


def _joined(uploads: Sequence[File], names: list[str], found: list[str]) -> Accepted:
    """Several photographs become one PDF in their order."""
    most, limit = settings.ATTACHMENT_MAX_PHOTOS, settings.ATTACHMENT_MAX_BYTES
    if not kinds.PICTURES.issuperset(found):
        raise Refused(refusal(say.MIXED))
    if len(uploads) > most:
        raise Refused(refusal(say.TOO_MANY_PHOTOS, limit=most))
    made = _made(pictures.joined(uploads, names), with_ending(names[0], ".pdf"), kinds.PDF)
    if made.size > limit:
        raise Refused(refusal(say.JOINED_TOO_LARGE, limit=limit // 1024**2))
    return made


def _made(content: bytes, name: str, found: str) -> Accepted:
    return Accepted(name, found, hashlib.sha256(content).hexdigest(), ContentFile(content, name=name))


def sha256(upload: File) -> str:
    """The hash of the whole content, read in chunks."""
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
