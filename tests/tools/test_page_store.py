"""Kept pages are bounded in bytes and age."""

from dataclasses import replace

from tools.page_store import KeptPage, PageStore

PAGE = KeptPage(b"x" * 40, {}, '"tag"')


def test_longest_unread_page_goes_first():
    store = PageStore(most_bytes=100, most_seconds=60)
    store.put(("one",), PAGE)
    store.put(("two",), PAGE)
    store.get(("one",))
    store.put(("three",), PAGE)

    assert store.get(("two",)) is None
    assert store.get(("one",)) == store.get(("three",)) == PAGE


def test_old_page_is_forgotten():
    store = PageStore(most_bytes=100, most_seconds=60)
    store.put(("one",), replace(PAGE, kept_at=PAGE.kept_at - 61))

    assert store.get(("one",)) is None
    assert len(store) == 0


def test_page_larger_than_the_store_is_not_kept():
    store = PageStore(most_bytes=39, most_seconds=60)
    store.put(("one",), PAGE)

    assert len(store) == 0


def test_keeping_a_page_again_counts_its_bytes_once():
    store = PageStore(most_bytes=100, most_seconds=60)
    for _ in range(3):
        store.put(("one",), PAGE)
    store.put(("two",), PAGE)

    assert len(store) == 2


def test_clearing_forgets_everything():
    store = PageStore(most_bytes=100, most_seconds=60)
    store.put(("one",), PAGE)
    store.clear()
    store.put(("two",), PAGE)
    store.put(("three",), PAGE)

    assert store.get(("one",)) is None
    assert len(store) == 2
