"""Many sites that reserve and fill places of one study at the same moment, for the race and its benchmark."""

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import closing

from django.db import connection

from access.actor import Actor
from access.refusals import Refused
from access.roles import HOSPITAL_COORDINATOR
from studies.domain import enrolment
from tests.factories import enrolment as make
from tests.factories.people import holder
from tools import clock


class Race:
    """A study with a cap and so many open sites, each with its coordinator."""

    def __init__(self, sites: int, cap: int):
        self.cast = make.cast(sites)
        make.planned(self.cast, cap=cap)
        self.people = [holder(HOSPITAL_COORDINATOR, site.hospital) for site in self.cast.sites]

    def run(self, attempts: int) -> Counter:
        """What came of so many attempts, shared out among the sites: "enrolled", or the code of the refusal."""
        outcomes: Counter = Counter()

        def act(place: int, _turn: int) -> None:
            outcomes[self._attempt(place)] += 1

        together(act, len(self.cast.sites), attempts // len(self.cast.sites))
        return outcomes

    def _attempt(self, place: int) -> str:
        by = Actor.of(self.people[place])
        try:
            slot = enrolment.reserve(self.cast.sites[place], by=by)
            enrolment.enrol(slot, day=clock.today(), expected=1, by=by)
        except Refused as refused:
            return refused.reason.code
        return "enrolled"


def together(act: Callable[[int, int], None], workers: int, turns: int) -> None:
    """Call ``act(worker, turn)`` in threads that start together; raises what one of them raised."""
    barrier, problems = threading.Barrier(workers), []

    def work(place: int) -> None:
        with closing(connection):
            barrier.wait()
            try:
                for turn in range(turns):
                    act(place, turn)
            except BaseException as problem:
                problems.append(problem)

    threads = [threading.Thread(target=work, args=(place,)) for place in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise problems[0]
