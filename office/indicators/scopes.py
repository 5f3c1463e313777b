"""What a figure is about: the whole province, or one organisation or region."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from access import door, scopes
from access.actor import Actor
from access.enums import PROVINCE_WIDE, ScopeKind
from access.scopes import scope_labels


@dataclass(frozen=True)
class Scope:
    """A scope kind with the id of its row; the province has id 0."""

    kind: str = ScopeKind.PROVINCE.value
    id: int = 0
    # The organisation or region, when it was at hand: addresses of many scopes must not ask for each again.
    known_row: object = field(default=None, compare=False, repr=False)

    @classmethod
    def province(cls) -> Scope:
        """Everything."""
        return cls()

    @classmethod
    def of(cls, kind: str, row) -> Scope:
        """One organisation or region."""
        return cls(str(kind), row.pk, row)

    @classmethod
    def from_key(cls, key: str) -> Scope | None:
        """The scope that an address names (see ``key``); None when there is no such scope."""
        kind, _dash, name = key.partition("-")
        if kind == ScopeKind.PROVINCE:
            return cls.province()
        model = scopes.model_of(kind)
        if model is None:
            return None
        row = model._base_manager.filter(**{_name_field(model): name}).first() if _may_be(model, name) else None
        return cls.of(kind, row) if row else None

    @property
    def is_province(self) -> bool:
        """Whether nothing is left out."""
        return self.kind == ScopeKind.PROVINCE

    @property
    def row(self):
        """The organisation or region; None for the province."""
        if self.is_province:
            return None
        return self.known_row or scopes.scope_object(self.kind, self.id)

    @property
    def key(self) -> str:
        """The scope in addresses: ``province``, ``region-<code>``, ``centre-<uid>``; never an integer key."""
        if self.is_province:
            return self.kind
        row = self.row
        return f"{self.kind}-{getattr(row, _name_field(type(row)))}"

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        if self.known_row is not None:
            return str(self.known_row)
        return scope_labels([(self.kind, self.id)]).get((self.kind, self.id), "")

    def opens_to(self, actor: Actor, permission: str) -> bool:
        """Whether the actor holds a permission over the whole scope."""
        if actor.system:
            return True
        if self.is_province:
            return any(actor.holds_province_wide(permission, kind) for kind in PROVINCE_WIDE)
        return door.can(actor, permission, self.row)


def _name_field(model) -> str:
    return "uid" if any(field.name == "uid" for field in model._meta.fields) else "code"


def _may_be(model, name: str) -> bool:
    """Whether the text can be a value of the naming field: a forged address must not reach the database as it is."""
    if "\x00" in name:
        return False
    try:
        model._meta.get_field(_name_field(model)).clean(name, None)
    except ValidationError:
        return False
    return True
