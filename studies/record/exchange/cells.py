"""Several texts in one cell, so that they come apart again: ``;`` divides, a backslash keeps what follows."""

import re

# What a spreadsheet would run; the sheets lead such a text with an apostrophe.
_LED = re.compile(r"'+\s*[=+\-@\t＝＋－＠]")
_MARKS = {"\\": "\\\\", ";": "\\;", "\n": "\\n"}


def kept(text: str) -> str:
    """A text as one part of a cell."""
    return "".join(_MARKS.get(letter, letter) for letter in text)


def parts(cell: str) -> list[str]:
    """The parts of a cell."""
    found, current, letters = [], "", iter(cell)
    for letter in letters:
        if letter == "\\":
            following = next(letters, "\\")
            current += "\n" if following == "n" else following
        elif letter == ";":
            found.append(current)
            current = ""
        else:
            current += letter
    return [part.strip() for part in (*found, current)]


def written(text: str) -> str:
    """A cell that does not lose an apostrophe of its own when it is read."""
    return f"'{text}" if _LED.match(text) else text


def read(text: str) -> str:
    """The cell without the apostrophe that the sheet led it with."""
    return text[1:] if _LED.match(text) else text
