"""Whether one hospital's ethics committee recognises the opinions of another's: asked of whoever keeps the list.

The house below that keeps committees and the recognition list registers the answer from its side of the row; while
nobody does, nothing is recognised and each hospital decides on another way.
"""

from collections.abc import Callable
from datetime import date

_LISTS: list[Callable] = []


def register(on_list: Callable) -> None:
    """Let ``on_list(opinion_of=Hospital, by=Hospital, on=date) -> bool`` answer; called from ``apps.ready()``."""
    if on_list not in _LISTS:
        _LISTS.append(on_list)


def forget(on_list: Callable) -> None:
    """Take a list away again."""
    if on_list in _LISTS:
        _LISTS.remove(on_list)


def recognised(*, opinion_of, by, on: date) -> bool:
    """Whether the list of that day lets ``by`` recognise opinions of the committee of ``opinion_of``."""
    return any(on_list(opinion_of=opinion_of, by=by, on=on) for on_list in _LISTS)
