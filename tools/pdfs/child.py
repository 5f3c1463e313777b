"""Reads a PDF from standard input in a process of its own, and writes what it is and its text as lines of JSON.

A file of some kilobytes may hold pages that take minutes to read: it gets no more memory and seconds than are set.
Every object is looked at, also those inside compressed object streams and those that no page leads to: a viewer may
find what a search from the first page does not (OWASP ASVS 5, file handling).
"""

import json
import os
import resource
import sys
from io import BytesIO
from itertools import islice

MEMORY = 1024**3
MOST_OBJECTS = 100_000
# Actions by which a file does something other than show itself.
ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"})
# Keys that carry scripts, embedded files and embedded players.
KEYS = frozenset({"/JS", "/EF", "/EmbeddedFiles", "/RichMediaContent", "/XFA"})
SUBTYPES = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/3D"})


def main(most_pages: int, seconds: int) -> None:
    """Write a line about the file, then [page, text] for each text of one that opens and is not too long."""
    os.nice(5)  # who only wants a page does not wait for it
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(sys.stdin.buffer.read()), strict=False)
    about = {"pages": 0, "is_protected": reader.is_encrypted, "is_too_long": False, "is_active": False}
    if not reader.is_encrypted:
        about["pages"] = sum(1 for _page in islice(reader.pages, most_pages + 1))
        places = _places(reader)
        about["is_too_long"] = about["pages"] > most_pages or len(places) > MOST_OBJECTS
        about["is_active"] = not about["is_too_long"] and any(map(_is_active, _dictionaries(reader, places)))
    _line(about)
    if not about["is_protected"] and not about["is_too_long"]:
        _write_texts(reader)


def _places(reader) -> list[tuple[int, int]]:
    """(number, generation) of every object of the file."""
    places = [(number, generation) for generation, found in reader.xref.items() for number in found]
    return places + [(number, 0) for number in reader.xref_objStm]


def _dictionaries(reader, places):
    """Every dictionary of the file, nested ones too; references lead to objects that are visited by themselves."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

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


def _write_texts(reader) -> None:
    for value in (reader.metadata or {}).values():
        _line([0, str(value)])
    for number, page in enumerate(reader.pages, start=1):
        _line([number, page.extract_text()])
        for text in _notes(page):
            _line([number, text])


def _notes(page):
    """What stands on notes, and in fields that were filled in."""
    for reference in page.get("/Annots") or ():
        note = reference.get_object()
        for key in ("/Contents", "/V"):
            value = note.get(key)
            if isinstance(value, str):
                yield value


def _line(value) -> None:
    sys.stdout.write(json.dumps(value) + "\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
