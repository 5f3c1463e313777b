"""The workspace's menu as data: each house registers its items, each item knows who sees it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.actor import Actor

SECTIONS = {
    "work": _("My work"),
    "network": _("Network"),
    "members": _("Members all year"),
    "studies": _("Studies"),
    "research": _("Research"),
    "rules": _("Rules and texts"),
    "figures": _("Figures"),
    "people": _("People and rights"),
    "public": _("Public site"),
    "help": _("Help"),
}


@dataclass(frozen=True)
class NavItem:
    """One menu entry; ``visible`` is asked with the actor."""

    section: str
    title: object
    url_name: str
    icon: str
    visible: Callable[[Actor], bool] = lambda actor: True
    order: int = 50
    # Current only on its own page, not on those below it.
    exact: bool = False


_ITEMS: list[NavItem] = []


def register(*items: NavItem) -> None:
    """Add entries; called from ``apps.ready()``."""
    _ITEMS.extend(item for item in items if item not in _ITEMS)


def holding(*permissions: str) -> Callable[[Actor], bool]:
    """A predicate: the actor holds one of the permissions anywhere."""
    return lambda actor: any(actor.holds(code) for code in permissions)


def wearing(role: str) -> Callable[[Actor], bool]:
    """A predicate: the actor has the role anywhere."""
    return lambda actor: any(a.role == role for a in actor.assignments)


def menu(actor: Actor, path: str) -> list[dict]:
    """The sections with the entries that the actor sees: ``[{title, items: [{title, url, icon, active}]}]``."""
    shown = [item for item in sorted(_ITEMS, key=lambda item: item.order) if item.visible(actor)]
    sections = []
    for code, title in SECTIONS.items():
        items = [_entry(item, path) for item in shown if item.section == code]
        if items:
            sections.append({"title": title, "items": items})
    return _mark_longest(sections)


def _entry(item: NavItem, path: str) -> dict:
    url = reverse(item.url_name)
    active = path == url if item.exact else path.startswith(url)
    return {"title": item.title, "url": url, "icon": item.icon, "active": active}


def _mark_longest(sections: list[dict]) -> list[dict]:
    """Only the most exact of several matching entries is the current one."""
    active = [entry for section in sections for entry in section["items"] if entry["active"]]
    longest = max(active, key=lambda entry: len(entry["url"]), default=None)
    for entry in active:
        entry["active"] = entry is longest
    return sections
