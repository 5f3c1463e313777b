"""Two people at the same moment, for tests: the second one comes while the first one's transaction is open."""

import threading
from contextlib import closing

from django.db import connection, transaction

from access.refusals import Forbidden, Refused

# How long the first one keeps its transaction open: long enough for the other to be waiting, or to slip through.
HELD = 0.25


def one_after_the_other(first, second) -> tuple:
    """What both came to (a result, a Refused or a Forbidden), the second one started while the first one's transaction is open."""
    results, has_written, other_started = [None, None], threading.Event(), threading.Event()

    def lead():
        with closing(connection), transaction.atomic():
            results[0] = _outcome(first)
            has_written.set()
            other_started.wait(10)
            threading.Event().wait(HELD)

    def follow():
        with closing(connection):
            has_written.wait(10)
            other_started.set()
            results[1] = _outcome(second)

    threads = [threading.Thread(target=act) for act in (lead, follow)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return tuple(results)


def _outcome(act):
    try:
        return act()
    except (Refused, Forbidden) as refused:
        return refused
