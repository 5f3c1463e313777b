"""Order and short search by pinyin, the same on every database."""

import re
from functools import cache

from tools.chinese.search import HAN_RUN, normalise

SORT_KEY_LENGTH = 200  # about twenty characters: longer names that begin alike may stand in any order

_NUMBER = re.compile(r"\d+")
_KEY_BREAK = re.compile(r"[^0-9a-z]+")
_LETTERS_BREAK = re.compile(r"[\W_]+")


def sort_key(text: str) -> str:
    """Return the key by which `text` is ordered as a Chinese reader expects; at most SORT_KEY_LENGTH characters.

    Each Chinese character gives its syllable, its tone and its code point, so that one surname stays together:
    张伟 as 'zhang105f20wei304f1f'. Numbers are padded, so that 第2医院 precedes 第10医院. The key holds only
    lower-case ASCII letters and digits, which every database collation orders alike, digits first; a character
    without a known reading counts as a space.
    """
    plain = _NUMBER.sub(lambda number: number.group().zfill(6), normalise(text))
    keyed = HAN_RUN.sub(lambda run: _syllables(run.group()), plain)
    return _KEY_BREAK.sub("0", keyed.strip())[:SORT_KEY_LENGTH]


def initials(text: str) -> str:
    """Return the first letters, for quick finding: '临床研究' as 'lcyj', 'A组' as 'az'."""
    pypinyin = _pypinyin()
    letters = HAN_RUN.sub(
        lambda run: "".join(pypinyin.lazy_pinyin(run.group(), style=pypinyin.Style.FIRST_LETTER)), normalise(text)
    )
    return _LETTERS_BREAK.sub("", letters)


def _syllables(run):
    pypinyin = _pypinyin()
    readings = pypinyin.lazy_pinyin(run, style=pypinyin.Style.TONE3, neutral_tone_with_five=True)
    return "".join(f"{reading}{ord(character):05x}" for character, reading in zip(run, readings, strict=True))


@cache
def _pypinyin():
    import pypinyin

    return pypinyin
