"""Closed lists that the whole product shares."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ScopeKind(TextChoices):
    """What a role assignment reaches: one person, one organisation, one thing, or the province."""

    SELF = "self", _("oneself")
    HOSPITAL = "hospital", _("hospital")
    CENTRE = "centre", _("provincial centre")
    NETWORK = "network", _("disease network")
    STUDY = "study", _("study")
    RESOURCE = "resource", _("shared resource")
    CALL = "call", _("call")
    REGION = "region", _("reporting region")
    DEPARTMENT = "department", _("department")
    PROVINCE = "province", _("the whole province")


# Scopes without an id of their own: the holder reaches everything that the role's permissions name.
PROVINCE_WIDE = frozenset({ScopeKind.PROVINCE, ScopeKind.DEPARTMENT})


# The kinds of scopes by which the logbook is searched; each has a column of its own there.
LOGGED_SCOPES = (ScopeKind.HOSPITAL, ScopeKind.CENTRE, ScopeKind.NETWORK, ScopeKind.REGION)


class Origin(TextChoices):
    """Through which edge of the system an act came in."""

    WEB = "web", _("web page")
    COMMAND = "command", _("command line")
    JOB = "job", _("background job")
    API = "api", _("interface")


class Privacy(StrEnum):
    """How the logbook keeps a field's value: as it is, only that it changed, or a keyed hash."""

    VALUE = "value"
    CHANGED = "changed"
    HASHED = "hashed"
