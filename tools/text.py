"""What files and pages need to know about plain text."""

import re
import unicodedata

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_UNSHOWN = re.compile(rf"{_CONTROLS.pattern}|\ufffd")


def without_controls(text: str) -> str:
    """Return `text` without the characters that XML forbids and no page can show; tabs and line ends stay."""
    return _CONTROLS.sub("", text)


def words_before_control(text: str) -> str | None:
    """Return what stands just before the first character that cannot be shown (20 characters at most), None without.

    The mark that a decoder leaves where bytes were in no encoding counts as well: the text was lost on the way.
    """
    found = _UNSHOWN.search(text)
    return text[max(0, found.start() - 20) : found.start()] if found else None


def text_width(text: str) -> int:
    """Return the width of the longest line in half-width characters: a Chinese character is as wide as two digits."""
    return max(sum(_width(character) for character in line) for line in text.split("\n"))


def _width(character):
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def decoded(content: bytes) -> str | None:
    """Return the text of a file in UTF-8 (with or without its mark), UTF-16 with its mark, or GB18030; None for none.

    GB18030 is what Chinese editions of spreadsheet programs write as plain CSV.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
