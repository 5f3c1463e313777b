"""Grants about one object to one person: the only module that knows django-guardian.

A house subclasses ``ObjectGrant`` beside its model, with ``content_object`` as a direct foreign key and a frozen set
of the permissions that may be given. The door reads the rows; people give and take them through verbs.
"""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from guardian.managers import UserObjectPermissionManager
from guardian.models import UserObjectPermissionBase
from guardian.shortcuts import assign_perm, remove_perm

from access import live
from tools import clock


class GrantQuerySet(models.QuerySet):
    """Reads of grants."""

    def granted_to(self, user, permission: str):
        """The grants by which ``user`` holds ``permission`` ("app_label.codename") on what this table grants."""
        thing = self.model._meta.get_field("content_object").related_model
        return self.filter(user=user, permission=permission_id(thing, permission.partition(".")[2]))


def permission_id(model, codename: str) -> int | None:
    """The key of a model's permission, None for one that is not there.

    Kept beside the content type that Django keeps in memory, and forgotten with it: the door asks on every request,
    and joining two tables for one number costs it more than reading the grants.
    """
    kind = ContentType.objects.get_for_model(model)
    known = kind.__dict__.setdefault("_permission_ids", {})
    if codename not in known:
        known.update(Permission.objects.filter(content_type=kind).values_list("codename", "pk"))
    return known.get(codename)


class ObjectGrant(UserObjectPermissionBase):
    """One permission on one object for one person; subclasses add ``content_object`` and ``allowed``."""

    granted_at = models.DateTimeField(default=clock.now)
    granted_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")

    allowed: frozenset[str] = frozenset()

    objects = UserObjectPermissionManager.from_queryset(GrantQuerySet)()

    class Meta(UserObjectPermissionBase.Meta):
        abstract = True


def shared_with(user) -> list[tuple[str, str]]:
    """Title and address of each thing that somebody lets a person see alone, of every house."""
    things = {}
    for model in ObjectGrant.__subclasses__():
        rows = model.objects.filter(user=user).select_related("content_object")
        things |= {(model, row.content_object_id): row.content_object for row in rows}
    return [(str(thing), thing.get_absolute_url()) for thing in things.values()]


def give(permission: str, user, thing, *, by) -> None:
    """Let ``user`` hold ``permission`` on ``thing``. Raises ValueError for one that the grant model does not allow."""
    if permission not in type(thing).grant_model.allowed:
        raise ValueError(f"{permission} cannot be granted on single objects.")
    row = assign_perm(permission, user, thing)
    type(row).objects.filter(pk=row.pk).update(granted_by=by.user)
    live.check_person(user.pk)


def take(permission: str, user, thing) -> None:
    """Take a grant back; taking one that is not there changes nothing."""
    remove_perm(permission, user, thing)
    live.check_person(user.pk)
