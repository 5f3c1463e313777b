"""PDF files: they open, have not too many pages, and hold paper only: no script, no program call, no other file.

Every object of the file is looked at, also those inside compressed object streams and those that no page leads to: a
viewer may find what a search from the first page does not (OWASP ASVS 5, file handling).
"""

from collections.abc import Iterator
from itertools import islice

from django.conf import settings

from access.refusals import Refused, refusal
from office.files.sentences import ACTIVE, BROKEN, PROTECTED, TOO_MANY_PAGES

# Actions by which a file does something other than show itself.
ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"})
# Keys that carry scripts, embedded files and embedded players.
KEYS = frozenset({"/JS", "/EF", "/EmbeddedFiles", "/RichMediaContent", "/XFA"})
SUBTYPES = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/3D"})
MOST_OBJECTS = 100_000


def inspect(upload, name: str) -> None:
    """Raise Refused when the file does not open, is protected, is too long, or holds more than paper."""
    from pypdf import PdfReader

    upload.seek(0)
    try:
        reader = PdfReader(upload, strict=False)
        if reader.is_encrypted:
            raise Refused(refusal(PROTECTED, name=name))
        _count_pages(reader, name)
        if any(_is_active(each) for each in _dictionaries(reader, name)):
            raise Refused(refusal(ACTIVE, name=name))
    except Refused:
        raise
    except Exception:  # the parser raises anything at hostile content, and all of it means the same to the person
        raise Refused(refusal(BROKEN, name=name)) from None
    finally:
        upload.seek(0)


def _count_pages(reader, name: str) -> None:
    most = settings.ATTACHMENT_MAX_PAGES
    pages = sum(1 for _page in islice(reader.pages, most + 1))
    if pages > most:
        raise Refused(refusal(TOO_MANY_PAGES, name=name, limit=most))
    if not pages:
        raise Refused(refusal(BROKEN, name=name))


def _dictionaries(reader, name: str) -> Iterator[dict]:
    """Every dictionary of the file, nested ones too; references lead to objects that are visited by themselves."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    places = [(number, generation) for generation, found in reader.xref.items() for number in found]
    places += [(number, 0) for number in reader.xref_objStm]
    if len(places) > MOST_OBJECTS:
        raise Refused(refusal(TOO_MANY_PAGES, name=name, limit=settings.ATTACHMENT_MAX_PAGES))
    waiting = [reader.trailer]
    waiting += (IndirectObject(number, generation, reader).get_object() for number, generation in places)
    while waiting:
        each = waiting.pop()
        if isinstance(each, DictionaryObject):
            yield each
            waiting += [value for value in each.values() if isinstance(value, (DictionaryObject, ArrayObject))]
        elif isinstance(each, ArrayObject):
            waiting += [value for value in each if isinstance(value, (DictionaryObject, ArrayObject))]


def _is_active(found: dict) -> bool:
    """Whether a dictionary is a script, a call, a player or another file."""
    if KEYS & found.keys():
        return True
    return _name(found, "/S") in ACTIONS or _name(found, "/Subtype") in SUBTYPES


def _name(found: dict, key: str) -> str:
    value = found.raw_get(key) if key in found else ""
    return str(value.get_object() if hasattr(value, "get_object") else value)
