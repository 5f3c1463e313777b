"""Identifiers that nobody can guess and that sort by the time they were made."""

import secrets
import threading
from datetime import UTC, datetime, timedelta
from uuid import UUID

from uuid_utils.compat import uuid7

from tools import clock

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The highest random bit of a fresh uid is cleared, so that counting on from it never runs into the variant bits above.
_HEADROOM = 1 << 61
_last = 0
_lock = threading.Lock()


def new_uid() -> UUID:
    """Return a new UUID version 7 (RFC 9562) that carries the time of `tools.clock`.

    Uids of one process rise strictly as long as the clock does not go back, also while the clock stands still: within
    one millisecond the next is the last plus a random step (RFC 9562 section 6.2, method 2), because a version 7 made
    for a given moment is otherwise ordered by nothing but chance.
    """
    global _last
    with _lock:
        fresh = uuid7(nanoseconds=_nanoseconds()).int
        if fresh >> 80 == _last >> 80:
            _last += 1 + secrets.randbits(24)
        else:
            _last = fresh & ~_HEADROOM
        return UUID(int=_last)


def new_token() -> str:
    """Return a secret of 256 bits for one-time links and forms, safe in an address."""
    return secrets.token_urlsafe(32)


def _nanoseconds() -> int:
    # Whole microseconds: a float of seconds would round the millisecond away.
    return (clock.now() - _EPOCH) // timedelta(microseconds=1) * 1000
