"""Finished pages in the memory of one process: bounded in bytes and in age, the longest unread go first."""

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field


@dataclass(frozen=True)
class KeptPage:
    """One finished answer: its body, its headers, its tag for browsers that have it, and what its reader visits."""

    body: bytes
    headers: dict[str, str]
    tag: str
    visits: int | None = None
    kept_at: float = field(default_factory=time.monotonic)


class PageStore:
    """Pages by key, safe for threads. ``most_bytes`` bounds the bodies, ``most_seconds`` the age of a page."""

    def __init__(self, most_bytes: int, most_seconds: float):
        self.most_bytes, self.most_seconds = most_bytes, most_seconds
        self._pages: OrderedDict[tuple, KeptPage] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: tuple) -> KeptPage | None:
        """The page, or None when it is not there or too old."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if time.monotonic() - page.kept_at > self.most_seconds:
                self._drop(key)
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: tuple, page: KeptPage) -> None:
        """Keep a page, and let go of as many of the longest unread as it takes; one larger than all is not kept."""
        if len(page.body) > self.most_bytes:
            return
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._bytes += len(page.body)
            while self._bytes > self.most_bytes:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._pages.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._pages)

    def _drop(self, key: tuple) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self._bytes -= len(page.body)
