"""What happens when: acts are put down in any order and done in the order of time, with the clock moved to each."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import count

from django.db import transaction

from tools import clock


class Agenda:
    """A diary up to the last moment before ``end``; what would happen later has not happened yet."""

    def __init__(self, end: date):
        self.end = clock.moment(end)
        self._entries: list[tuple] = []
        self._serial = count()

    def add(self, when: date | datetime, act: Callable, *arguments) -> None:
        """Put an act down. Acts of the same moment are done in the order in which they were put down."""
        moment = clock.moment(when)
        if moment < self.end:
            self._entries.append((moment, next(self._serial), act, arguments))

    def run(self) -> int:
        """Do everything; returns how many acts there were."""
        entries = sorted(self._entries, key=lambda entry: entry[:2])
        if not entries:
            return 0
        with clock.at(entries[0][0]):
            for moment, _serial, act, arguments in entries:
                clock.move_to(moment)
                # One commit for each act; what verbs do on commit still happens at its moment.
                with transaction.atomic():
                    act(*arguments)
        return len(entries)
