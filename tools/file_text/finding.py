"""Resident numbers in a file, with the places at which its owner finds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tools.file_text.pieces import Piece, pieces
from tools.identifiers import find_resident_numbers, resident_number_of

MOST_PLACES = 20  # enough to begin with; whoever mends these sends the file again


@dataclass(frozen=True)
class Place:
    """Where a number stands in a file, such as "page 2", and how it is shown without being repeated."""

    where: str
    shown: str


def find_in_file(file) -> list[Place]:
    """Return the places of resident numbers in a binary file that can seek, at most twenty, in the file's order.

    Raises FileTextError when the file cannot be read: what nobody can look through is not let in unseen.
    """
    return find_in_pieces(pieces(file))


def find_in_pieces(texts: Iterable[Piece]) -> list[Place]:
    """Return the places of resident numbers in a file of which the text was read, at most twenty, in its order."""
    found: list[Place] = []
    for piece in texts:
        found += [Place(str(piece.where), shown) for shown in _shown_in(piece)]
        if len(found) >= MOST_PLACES:
            return found[:MOST_PLACES]
    return found


def _shown_in(piece: Piece) -> list[str]:
    if piece.number:
        one = resident_number_of(piece.number)
        return [one.shown] if one else []
    return [each.shown for each in find_resident_numbers(piece.text)]
