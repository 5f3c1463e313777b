"""Rules about addresses: pure functions of a list of routes that return what is wrong."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver
from django.urls.converters import IntConverter

from access.views.lists import ListPage

DIGITS = re.compile(r"\\d|\[0-9\]")


@dataclass(frozen=True)
class Route:
    """One address of the project: its pattern from the root on, its parts' converters, its view and name."""

    pattern: str
    converters: tuple[tuple[str, object], ...]
    view: object
    name: str

    @property
    def parts(self) -> dict[str, object]:
        return dict(self.converters)


def routes(patterns: Iterable, before: str = "", known: tuple = (), namespace: str = "") -> Iterator[Route]:
    """Every address below some URL patterns, included ones too."""
    for entry in patterns:
        pattern, converters = before + str(entry.pattern), known + tuple(entry.pattern.converters.items())
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from routes(entry.url_patterns, pattern, converters, inner)
        elif isinstance(entry, URLPattern):
            yield Route(pattern, converters, entry.callback, f"{namespace}{entry.name}" if entry.name else "")


def entrance(view) -> str:
    """The permission or the reason that a view declares; "" when it declares nothing."""
    page_class = getattr(view, "view_class", None)
    if page_class is not None and issubclass(page_class, ListPage):
        return page_class.permission or page_class.open_because
    return getattr(view, "entrance", "")


def open_routes(found: Iterable[Route], allowed: dict[str, str]) -> list[str]:
    """Addresses whose view says nothing about who may enter, and that no entry of ``allowed`` (pattern → reason) names."""
    return [
        f"{route.pattern}: no entrance" for route in found if not entrance(route.view) and route.pattern not in allowed
    ]


def unknown_permissions(found: Iterable[Route], registered: Iterable[str]) -> list[str]:
    """Addresses whose entrance looks like a permission that nobody registered (a reason has spaces)."""
    asked = ((route.pattern, entrance(route.view)) for route in found)
    return [f"{where}: {what}" for where, what in asked if re.fullmatch(r"\w+\.\w+", what) and what not in registered]


def integer_keys(found: Iterable[Route]) -> list[str]:
    """Addresses with a number in them: they tell how many there are, and invite to try the next."""
    return [
        f"{route.pattern}: a number in the address"
        for route in found
        if DIGITS.search(route.pattern) or any(isinstance(part, IntConverter) for part in route.parts.values())
    ]


def prefix_of(route: Route, allowed: Iterable[str]) -> str:
    """The known prefix below which a route lies, or ""."""
    return next((prefix for prefix in allowed if route.pattern.lstrip("^/").startswith(prefix)), "")


def stray_mounts(found: Iterable[Route], allowed: dict[str, str], public: set[str]) -> list[str]:
    """Addresses below no prefix of ``allowed`` (prefix → reason) whose view does not come from a ``public`` package."""
    return [
        f"{route.pattern}: below no known prefix"
        for route in found
        if not prefix_of(route, allowed) and route.view.__module__.split(".")[0] not in public
    ]


def stale_reasons(allowed: dict[str, str], used: Iterable[str]) -> list[str]:
    """Entries of an allow-list that excuse nothing any more, or that give no reason."""
    used = set(used)
    stale = [f"{entry}: excuses nothing any more" for entry in allowed if entry not in used]
    return stale + [f"{entry}: gives no reason" for entry, reason in allowed.items() if not reason.strip()]
