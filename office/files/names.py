"""The name under which a file is kept: what people read in lists and get back at a download."""

import unicodedata
from pathlib import PurePosixPath

from access.refusals import Refused, refusal
from office.files.sentences import NAME_TOO_LONG, NAME_UNREADABLE

LONGEST = 200
# Control and format characters (among them those that turn the direction of writing and so hide an ending), halves of
# surrogates, and separators of lines.
UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def checked_name(upload) -> str:
    """The upload's name without any folder. Raises Refused for one that cannot be shown or is too long."""
    name = (upload.name or "").replace("\\", "/").rsplit("/", 1)[-1].strip()
    if not name or any(unicodedata.category(character) in UNSHOWN for character in name):
        raise Refused(refusal(NAME_UNREADABLE))
    if len(name) > LONGEST:
        raise Refused(refusal(NAME_TOO_LONG, limit=LONGEST))
    return name


def with_ending(name: str, ending: str) -> str:
    """The name with another ending, such as ``.pdf``, for what was made of the file."""
    stem = PurePosixPath(name).stem or name
    return f"{stem[: LONGEST - len(ending)]}{ending}"
