"""Which models may own papers, and which permission on the owner lets a person add one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from access.actor import Actor
from access.refusals import Refusal


def current_papers(actor: Actor) -> Q:
    """The papers that were not withdrawn."""
    return Q(withdrawn_at__isnull=True)


@dataclass(frozen=True)
class OwnerKind:
    """A model that owns papers: ``kinds`` maps a paper's kind to (title, permission asked on the owner).

    ``guard`` is asked with (owner, kind) before a paper is added or withdrawn and answers with a refusal or None.
    ``shown`` is asked with an actor and answers which papers of the owners visible to that actor are shown.
    """

    label: str
    kinds: dict[str, tuple[object, str]]
    guard: Callable[[object, str], Refusal | None] = lambda owner, kind: None
    shown: Callable[[Actor], Q] = current_papers
    # The media types taken; empty for all that office.files knows.
    types: frozenset[str] = frozenset()


OWNERS: dict[str, OwnerKind] = {}


def register_owner(
    label: str,
    kinds: dict[str, tuple[object, str]],
    *,
    guard: Callable | None = None,
    shown: Callable[[Actor], Q] = current_papers,
    types: frozenset[str] = frozenset(),
) -> None:
    """Let a model own papers; called from ``apps.ready()`` of its house."""
    options = {"guard": guard} if guard else {}
    OWNERS[label.lower()] = OwnerKind(label.lower(), kinds, shown=shown, types=types, **options)


def kind_of(owner_label: str, kind: str) -> tuple[object, str]:
    """(title, permission) of a paper's kind; raises LookupError for a kind that the owner does not take."""
    return OWNERS[owner_label].kinds[kind]


def refusal_for(owner, kind: str) -> Refusal | None:
    """Why papers of this kind cannot be added to or taken from ``owner`` now, or None."""
    return OWNERS[owner._meta.label_lower].guard(owner, kind)


def types_of(owner) -> frozenset[str]:
    """The media types that ``owner`` takes; empty for all that office.files knows."""
    return OWNERS[owner._meta.label_lower].types
