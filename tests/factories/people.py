"""People with roles, for tests."""

from access.actor import Actor
from access.domain import privacy
from access.models import PrivacyNotice, RoleAssignment, User
from access.roles import ROLES
from tests.factories.numbers import Numbers

_numbers = Numbers()


PASSWORD = "松柏-Songbai-47"


def with_password(user: User, password: str = PASSWORD) -> User:
    """The person with a password that can be typed, set without the rules."""
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def person(**columns) -> User:
    """A person who may sign in and has read the privacy notice, where there is one; tests use ``force_login``."""
    number = next(_numbers)
    user = User(**{"username": f"person{number}", "name": f"测试员{number}"} | columns)
    user.set_unusable_password()
    user.save()
    notice = PrivacyNotice.objects.in_force().first()
    if notice is not None:
        privacy.accept(notice, by=Actor.of(user))
    return user


def persons(number: int) -> list[User]:
    """So many people at once."""
    users = [User(username=f"person{n}", name=f"测试员{n}") for n in (next(_numbers) for _ in range(number))]
    for user in users:
        user.set_unusable_password()
    return User.objects.bulk_create(users)


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
