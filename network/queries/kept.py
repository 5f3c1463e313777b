"""Rules that every page asks for, kept for a short while in each process.

All copies are read anew together, so that a page never mixes an old one with a new one.
"""

import time
from collections.abc import Callable

KEPT_SECONDS = 20


class Copy:
    """What ``load`` answered, for some seconds."""

    everything: list["Copy"] = []

    def __init__(self, load: Callable):
        self._load, self._value, self._until = load, None, 0.0
        self.everything.append(self)

    def now(self):
        """The copy, read anew when it is too old."""
        if time.monotonic() >= self._until:
            for copy in self.everything:
                copy._read()
        return self._value

    def _read(self) -> None:
        self._value = self._load()
        self._until = time.monotonic() + KEPT_SECONDS

    def drop(self) -> None:
        """Ask the database again."""
        self._until = 0.0


def forget() -> None:
    """Ask the database again: called by the verbs that write what is kept."""
    for copy in Copy.everything:
        copy.drop()
