"""Signing in, and the few Django permissions that Wagtail asks for."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Permission


class DoorBackend(AuthenticationBackend):
    """allauth's sign-in; permissions come only from the groups of role assignments valid today.

    Django's ModelBackend is not installed: it would open every door to a superuser before asking anyone else.
    """

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
