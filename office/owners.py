"""Which models may own papers, and which permission on the owner lets a person add one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OwnerKind:
    """A model that owns papers: ``kinds`` maps a paper's kind to (title, permission asked on the owner)."""

    label: str
    kinds: dict[str, tuple[object, str]]


OWNERS: dict[str, OwnerKind] = {}


def register_owner(label: str, kinds: dict[str, tuple[object, str]]) -> None:
    """Let a model own papers; called from ``apps.ready()`` of its house."""
    OWNERS[label.lower()] = OwnerKind(label.lower(), kinds)


def kind_of(owner_label: str, kind: str) -> tuple[object, str]:
    """(title, permission) of a paper's kind; raises LookupError for a kind that the owner does not take."""
    return OWNERS[owner_label].kinds[kind]
