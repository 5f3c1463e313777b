"""Plain text and CSV, in UTF-8, UTF-16 with its mark, or GB18030."""

from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from tools.file_text.pieces import MOST_CHARACTERS, FileTextError, Piece, unreadable
from tools.text import decoded


def plain_pieces(file) -> Iterator[Piece]:
    """Yield the lines. Raises FileTextError for what is no text."""
    content = file.read(MOST_CHARACTERS + 1)
    if len(content) > MOST_CHARACTERS:
        raise FileTextError(_("The file holds too much text to be looked through: split it."))
    text = decoded(content)
    if text is None:
        raise unreadable()
    lines = iter(text.splitlines())
    for number, line in enumerate(islice(lines, None), start=1):
        if line:
            yield Piece(_("line %(number)d") % {"number": number}, line)
