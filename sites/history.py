"""What has been studied at a research site: houses above register where to ask, pages here show it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Studied:
    """One study at a site: its title, what the site was in it, and its days; ``last`` is None while it runs."""

    title: str
    part: str
    first: date | None
    last: date | None = None
    url: str = ""


_SOURCES: list[Callable] = []


def register(source: Callable[[object, object], Iterable[Studied]]) -> None:
    """Have ``source(site, actor)`` asked for what the actor may read; called from ``apps.ready()``."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def of(site, actor) -> list[Studied]:
    """What was studied at a site, the newest first; empty while no house above has registered."""
    found = [entry for source in _SOURCES for entry in source(site, actor)]
    return sorted(found, key=lambda entry: (entry.first or date.min, entry.title), reverse=True)
