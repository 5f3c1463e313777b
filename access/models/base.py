"""What every guarded model has."""

from django.db import models
from django.db.models import Q

from access.enums import LOGGED_SCOPES, SensitiveReads
from access.queries.scoped import ScopedQuerySet
from tools.identifiers import new_uid


def log_scope_of(kind: str, scope_id: int) -> dict[str, int]:
    """The logbook's column for a scope that a row names by kind and id."""
    return {f"{kind}_id": scope_id} if kind in LOGGED_SCOPES else {}


class ScopedModel(models.Model):
    """A model behind the door.

    ``scope_paths`` says how a row is reached (access.door.Path), ``view_permission`` which right shows it, ``public``
    which rows anybody sees, ``grant_model`` where single persons are let in, ``privacy`` how the logbook keeps each
    field's value, ``sensitive_reads`` whose reading of a row it keeps.
    """

    view_permission: str = ""
    scope_paths: dict = {}
    public: Q | None = None
    grant_model = None
    privacy: dict = {}
    sensitive_reads: SensitiveReads | None = None

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class Identified(models.Model):
    """A model whose private addresses carry a time-ordered uid instead of the integer key."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)

    class Meta:
        abstract = True
