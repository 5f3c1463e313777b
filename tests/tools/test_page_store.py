"""Kept pages are bounded in bytes and age."""

from dataclasses import replace

import pytest

from tools.page_store import KeptPage, PageStore


@pytest.fixture
def page():
    """A page of forty bytes, made now."""
    return KeptPage(b"x" * 40, {}, '"tag"')


def test_longest_unread_page_goes_first(page):
    store = PageStore(most_bytes=100, most_seconds=60)
    store.put(("one",), page)
    store.put(("two",), page)
    store.get(("one",))
    store.put(("three",), page)

    assert store.get(("two",)) is None
    assert store.get(("one",)) == store.get(("three",)) == page


def test_old_page_is_forgotten(page):
    store = PageStore(most_bytes=100, most_seconds=60)
    store.put(("one",), replace(page, kept_at=page.kept_at - 61))

    assert store.get(("one",)) is None
    assert len(store) == 0


def test_page_larger_than_the_store_is_not_kept(page):
    store = PageStore(most_bytes=39, most_seconds=60)
    store.put(("one",), page)

    assert len(store) == 0


def test_keeping_a_page_again_counts_its_bytes_once(page):
    store = PageStore(most_bytes=100, most_seconds=60)
    for _ in range(3):
        store.put(("one",), page)
    store.put(("two",), page)

    assert len(store) == 2


def test_clearing_forgets_everything(page):
    store = PageStore(most_bytes=100, most_seconds=60)
    store.put(("one",), page)
    store.clear()
    store.put(("two",), page)
    store.put(("three",), page)

    assert store.get(("one",)) is None
    assert len(store) == 2
