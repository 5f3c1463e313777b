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
from tools.file_text import pieces_of


@dataclass(frozen=True)
class Accepted:
    """A file that is taken: its name for people, media type, hash (SHA-256, hexadecimal) and content.

    ``key`` is its place in the storage, once it is there.
    """

    name: str
    content_type: str
    sha256: str
    file: File
    key: str = ""

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

    Reading a file may take seconds: it is accepted before a transaction begins, not inside a verb. Raises Refused
    with what to do: empty, too large, of another kind, damaged, protected, active, badly named, or of several files
    one that is no photograph.
    """
    _check_together(uploads)
    names = [checked_name(upload) for upload in uploads]
    found = [_kind(upload, name, only) for upload, name in zip(uploads, names, strict=True)]
    if len(uploads) > 1:
        return _joined(uploads, names, found)
    return _sound(uploads[0], names[0], found[0])


def _check_together(uploads: Sequence[File]) -> None:
    limit = settings.ATTACHMENT_MAX_TOGETHER
    if sum(upload.size for upload in uploads) > limit:
        raise Refused(refusal(say.TOGETHER_TOO_LARGE, limit=limit // 1024**2))


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
        return _within(_made(pictures.rewritten(upload, found, name), name, found), say.PICTURE_TOO_LARGE)
    digest = sha256(upload)
    if _known.get(digest) != found:
        _inspect(upload, name, found)
        _remember(digest, found)
    return Accepted(name, found, digest, upload)


def _inspect(upload: File, name: str, found: str) -> None:
    if found == kinds.PDF:
        safe_text.check_pieces(pieces_of(pdfs.inspected(upload, name)), name)
    else:
        packages.inspect(upload, name)
        safe_text.check_file(upload, name)


def _remember(digest: str, found: str) -> None:
    if len(_known) >= MOST_KNOWN:
        _known.clear()
    _known[digest] = found


def _joined(uploads: Sequence[File], names: list[str], found: list[str]) -> Accepted:
    """Several photographs become one PDF in their order."""
    most = settings.ATTACHMENT_MAX_PHOTOS
    if not kinds.PICTURES.issuperset(found):
        raise Refused(refusal(say.MIXED))
    if len(uploads) > most:
        raise Refused(refusal(say.TOO_MANY_PHOTOS, limit=most))
    made = _made(pictures.joined(uploads, names), with_ending(names[0], ".pdf"), kinds.PDF)
    return _within(made, say.JOINED_TOO_LARGE)


def _within(made: Accepted, sentence: str) -> Accepted:
    """What was made anew is held to the limit once more: a picture may come out larger than it came in."""
    limit = settings.ATTACHMENT_MAX_BYTES
    if made.size > limit:
        raise Refused(refusal(sentence, name=made.name, limit=limit // 1024**2))
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
