"""Names that are nearly the same: a warning for people, never a decision."""

import unicodedata
from collections.abc import Iterable

from tools.chinese.search import to_simplified

# 第一医院 and 第十一医院 differ by one character and are two hospitals.
NUMERALS = frozenset("0123456789一二三四五六七八九十")


def plain_name(name: str) -> str:
    """Return a name in simplified characters and half width, without spaces, brackets and marks."""
    plain = to_simplified(unicodedata.normalize("NFKC", name)).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def near_keys(name: str) -> set[str]:
    """Return keys of a name: two names that share one are the same but for writing, or for one character more.

    A character that is exchanged for another makes a different name (张县医院, 李县医院); so does a numeral.
    """
    plain = plain_name(name)
    shorter = {plain[:i] + plain[i + 1 :] for i, letter in enumerate(plain) if letter not in NUMERALS}
    return shorter | {plain}


def near(name: str, known: dict[str, str]) -> str | None:
    """Return the name in ``known`` (as ``index`` makes it) that is nearly this one, or None.

    A name is not near itself.
    """
    plain = plain_name(name)
    for key in sorted(near_keys(name)):
        found = known.get(key)
        if found is not None and found != name and (key in (plain, plain_name(found))):
            return found
    return None


def index(names: Iterable[str]) -> dict[str, str]:
    """Return an index for ``near``: about twenty keys for each name."""
    known: dict[str, str] = {}
    for name in names:
        for key in near_keys(name):
            known.setdefault(key, name)
    for name in names:
        known[plain_name(name)] = name
    return known
