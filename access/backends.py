"""Signing in, and the few Django permissions that Wagtail asks for."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission

from access.actor import Actor
from access.domain import sign_ins
from access.models import User

# The person of the request, when the row of the session brought that person's row along.
_read: ContextVar[User | None] = ContextVar("user_read_with_session", default=None)


@contextmanager
def read_with_session(user: User | None) -> Iterator[None]:
    """Within the block Django finds this person without asking the database again."""
    token = _read.set(user)
    try:
        yield
    finally:
        _read.reset(token)


class DoorBackend(AuthenticationBackend):
    """The one place where a password is looked at; permissions come only from the groups of roles valid today.

    Django's ModelBackend is not installed: it would open every door to a superuser before asking anyone else.
    """

    def authenticate(self, request, username=None, password=None, email=None, phone=None, **other):
        """The person whom name and password mean, or None, with the same work for all who get None (no enumeration).

        The name may be a user name, an e-mail address or a mobile number. A locked account answers None to the right
        password, too. Of an account that is closed, allauth learns by its own way that the password was right.
        """
        typed = username or email or phone or ""
        if not password:
            return None
        user, by = User.objects.signing_in_as(typed), Actor.at_sign_in(request)
        left = sign_ins.count_try(user, by=by) if user else None
        is_right = self._is_right(user, password)
        if not is_right or left is None:
            sign_ins.note_failure(user, locked=left == 0, by=by)
            return None
        sign_ins.give_back(user, by=by)
        if not self.user_can_authenticate(user):
            self._stash_user(user)
            return None
        return user

    def get_user(self, user_id: int) -> User | None:
        """The person of a session; None once the account is closed."""
        known = _read.get()
        if known is None or known.pk != user_id:
            return super().get_user(user_id)
        return known if self.user_can_authenticate(known) else None

    @staticmethod
    def _is_right(user: User | None, password: str) -> bool:
        if user is None:
            make_password(password)  # as long as looking at a real one takes
            return False
        return user.check_password(password)

    def get_all_permissions(self, user_obj, obj=None) -> set[str]:
        """ "app_label.codename" of the permissions held through today's groups; none about single objects."""
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        rows = Permission.objects.filter(group__user=user_obj).order_by()
        return {f"{label}.{name}" for label, name in rows.values_list("content_type__app_label", "codename")}

    def get_user_permissions(self, user_obj, obj=None) -> set[str]:
        """Nobody holds a Django permission by oneself."""
        return set()

    def get_group_permissions(self, user_obj, obj=None) -> set[str]:
        """The same as ``get_all_permissions``."""
        return self.get_all_permissions(user_obj, obj)

    def has_perm(self, user_obj, perm, obj=None) -> bool:
        """Whether the permission is held through today's groups."""
        return perm in self.get_all_permissions(user_obj, obj)

    def has_module_perms(self, user_obj, app_label) -> bool:
        """Whether any permission of the app is held through today's groups."""
        return any(code.startswith(f"{app_label}.") for code in self.get_all_permissions(user_obj))
