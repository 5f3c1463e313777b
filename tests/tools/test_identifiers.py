from datetime import UTC, datetime, timedelta
from threading import Thread
from uuid import RFC_4122

from tools import clock, identifiers

MOMENT = datetime(2026, 3, 5, 1, 0, 0, 123456, tzinfo=UTC)


def made_at(uid):
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=uid.int >> 80)


def test_uid_is_a_version_7_that_carries_the_time_of_the_clock():
    with clock.at(MOMENT):
        uid = identifiers.new_uid()
    assert (uid.version, uid.variant) == (7, RFC_4122)
    assert made_at(uid) == MOMENT.replace(microsecond=123000)


def test_uids_of_one_moment_rise_strictly():
    with clock.at(MOMENT):
        uids = [identifiers.new_uid() for _ in range(20_000)]
    assert uids == sorted(set(uids))
    assert {(made_at(uid), uid.version, uid.variant) for uid in (uids[0], uids[-1])} == {
        (MOMENT.replace(microsecond=123000), 7, RFC_4122)
    }


def test_uids_rise_when_the_clock_moves_on():
    with clock.at(MOMENT):
        uids = []
        for _ in range(50):
            uids.append(identifiers.new_uid())
            clock.advance(milliseconds=1)
    assert uids == sorted(set(uids))


def test_uids_of_several_threads_are_all_different():
    uids = []
    threads = [Thread(target=lambda: uids.extend([identifiers.new_uid() for _ in range(2_000)])) for _ in range(4)]
    with clock.at(MOMENT):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(set(uids)) == 8_000


def test_uids_of_the_running_clock_rise():
    uids = [identifiers.new_uid() for _ in range(1_000)]
    assert uids == sorted(set(uids))


def test_tokens_are_long_different_and_safe_in_an_address():
    tokens = {identifiers.new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {43}
    assert all(token.replace("-", "").replace("_", "").isalnum() for token in tokens)
