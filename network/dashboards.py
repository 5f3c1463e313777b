"""Which figures stand on which overview: a house adds its own from ``apps.ready()``, the pages stay as they are."""

from collections.abc import Iterable
from enum import StrEnum


class Board(StrEnum):
    """The overviews that take figures of other houses."""

    HOSPITAL = "hospital"
    OFFICE = "office"
    CENTRE = "centre"
    REGION = "region"
    PROVINCE = "province"


TILES: dict[Board, list[str]] = {board: [] for board in Board}


def register(board: Board, codes: Iterable[str]) -> None:
    """Put the indicators of these codes behind those that are on an overview; each only once."""
    TILES[board].extend(code for code in codes if code not in TILES[board])
