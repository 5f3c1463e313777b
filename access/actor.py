"""Who acts: made once at the edge of the system and handed to every verb and every read."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from access.delegation_kinds import carries
from access.enums import PROVINCE_WIDE, Origin
from access.permissions import roles_with
from access.queries.prepared import Prepared
from tools import clock

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from access.models import RoleAssignment, User


def _held(user: int, day: date) -> QuerySet:
    from access.models import RoleAssignment

    return RoleAssignment.objects.held_by([user], day)


# Every act begins with this question.
_HELD = Prepared(_held, int, date)


@dataclass(frozen=True)
class Actor:
    """A person (or a named part of the system) with the hat worn and the edge it came through.

    ``cache`` holds the assignments valid today and the ids that they reach, looked up once per actor.
    """

    user: User | None
    hat: int | None = None
    origin: str = Origin.WEB
    request_id: str = field(default_factory=lambda: uuid.uuid4().hex)
    system: str = ""
    # The network address that the logbook keeps; empty for jobs and commands.
    address: str = ""
    cache: dict = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(
        cls, user: User, *, hat: int | None = None, origin: str = Origin.WEB, request_id: str = "", address: str = ""
    ) -> Actor:
        """The actor for a signed-in person."""
        return cls(user=user, hat=hat, origin=origin, request_id=request_id or uuid.uuid4().hex, address=address)

    @classmethod
    def anonymous(cls) -> Actor:
        """The actor for a visitor: sees what is public and nothing else."""
        return cls(user=None)

    @classmethod
    def at_sign_in(cls, request, user: User | None = None) -> Actor:
        """Who acts while signing in: the person once known, before that nobody, under the request's own id."""
        from access.sessions import address_of

        request_id = getattr(request, "request_id", None) or uuid.uuid4().hex
        return cls(user=user, request_id=request_id, address=address_of(request) or "")

    @classmethod
    def as_system(cls, name: str, *, origin: str = Origin.JOB) -> Actor:
        """A job or command acting by itself; every door is open to it, and the logbook names it."""
        return cls(user=None, origin=origin, system=name)

    @property
    def label(self) -> str:
        """The name that the logbook keeps."""
        return self.system or (self.user.name if self.user else "")

    @property
    def is_person(self) -> bool:
        """Whether this is somebody with an account in use: neither a visitor, nor the system, nor a closed account."""
        return self.user is not None and self.user.is_active

    @property
    def assignments(self) -> list[RoleAssignment]:
        """The role assignments valid today, one's own before those held as a deputy: one query per actor."""
        if "assignments" not in self.cache:
            self.cache["assignments"] = self._load_assignments()
        return self.cache["assignments"]

    def _load_assignments(self) -> list[RoleAssignment]:
        if not self.is_person:
            return []
        return sorted(_HELD(self.user.pk, clock.today()), key=lambda item: (bool(item.acting_kind), item.pk))

    @property
    def own_assignments(self) -> list[RoleAssignment]:
        """Those of them that the person holds as one's own: what is never delegated is asked of these."""
        return [item for item in self.assignments if not item.acting_kind]

    def only_with(self, *assignments: RoleAssignment) -> Actor:
        """The same actor with these assignments alone: to tell by which right something is done."""
        return replace(self, cache={"assignments": list(assignments)})

    @property
    def acting_for(self) -> dict | None:
        """For whom the last step that the door let through was taken; None for what is done by one's own right."""
        return self.cache.get("acting_for")

    @property
    def worn(self) -> RoleAssignment | None:
        """The assignment whose hat is worn: the chosen one while it is valid, else the first."""
        chosen = [item for item in self.assignments if item.pk == self.hat]
        return (chosen or self.assignments or [None])[0]

    def holding(self, permission: str) -> list[RoleAssignment]:
        """The valid assignments whose role carries the permission."""
        roles = roles_with(permission)
        return [item for item in self.assignments if item.role in roles and carries(item.acting_kind, permission)]

    def holds(self, permission: str) -> bool:
        """Whether the actor holds the permission anywhere."""
        return bool(self.system) or bool(self.holding(permission))

    def scope_ids(self, permission: str, kind: str) -> frozenset[int]:
        """Ids of the scopes of one kind in which the actor holds the permission."""
        return frozenset(a.scope_id for a in self.holding(permission) if a.scope_kind == kind)

    def holds_province_wide(self, permission: str, kind: str) -> bool:
        """Whether a role without an own scope (province, department) carries the permission."""
        return kind in PROVINCE_WIDE and any(a.scope_kind == kind for a in self.holding(permission))
