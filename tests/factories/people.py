"""People with roles, for tests."""

from itertools import count

from access.actor import Actor
from access.models import RoleAssignment, User
from access.roles import ROLES

_numbers = count(1)


def person(**columns) -> User:
    """A person who may sign in; the password is unusable, tests use ``force_login``."""
    number = next(_numbers)
    user = User(**{"username": f"person{number}", "name": f"测试员{number}"} | columns)
    user.set_unusable_password()
    user.save()
    return user


def give(user: User, role: str, scope=None, **columns) -> RoleAssignment:
    """Give a role at an organisation (or the province)."""
    return RoleAssignment.objects.create(
        **{
            "user": user,
            "role": role,
            "scope_kind": ROLES[role].scope_kind,
            "scope_id": scope.pk if scope else 0,
            "valid_from": "2018-01-01",
            "reason": "test",
        }
        | columns
    )


def holder(role: str, scope=None, **columns) -> User:
    """A person with one role."""
    user = person()
    give(user, role, scope, **columns)
    return user


def actor(role: str, scope=None, **columns) -> Actor:
    """The actor of a person with one role."""
    return Actor.of(holder(role, scope, **columns))
