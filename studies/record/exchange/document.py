"""Reading a nested document so that afterwards it is known which of its leaves nobody took."""

from collections.abc import Iterator


class Document:
    """A parsed JSON object. ``take`` answers with the value at a path and marks all that is below it as taken."""

    def __init__(self, content: dict):
        self.content, self.taken = content, set()

    def take(self, *path: str):
        """The value at a path, None where there is none; whatever stood below is taken."""
        self.taken.add(path)
        return self.peek(*path)

    def peek(self, *path: str):
        """The same without taking it."""
        value = self.content
        for name in path:
            value = value.get(name) if isinstance(value, dict) else None
        return value

    def texts(self, *path: str) -> list[str]:
        """A list of texts at a path."""
        value = self.take(*path)
        return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []

    def rows(self, *path: str, of: tuple[str, ...] = ()) -> list[dict]:
        """A list of objects at a path, of which only the keys ``of`` are taken."""
        value = self.take(*path)
        self.taken.discard(path)
        self.taken.update((*path, key) for key in of)
        return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []

    def left(self) -> Iterator[tuple[str, str]]:
        """(place, shown value) of each leaf that was not taken; of lists each place once."""
        seen: dict[str, list[str]] = {}
        for path, value in _leaves(self.content, ()):
            if not any(path[:length] in self.taken for length in range(1, len(path) + 1)):
                seen.setdefault(".".join(path), []).append(str(value))
        for place, values in seen.items():
            yield place, "; ".join(dict.fromkeys(values))[:300]


def _leaves(value, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _leaves(one, (*path, str(key)))
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one, path)
    elif value not in (None, ""):
        yield path, value
