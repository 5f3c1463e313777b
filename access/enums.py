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


class EntryKind(TextChoices):
    """What sort of entry of the logbook it is: by it, how long it is kept, and with which others it is sealed."""

    ACT = "act", _("change or decision")
    SIGN_IN = "sign_in", _("sign-in")
    READ = "read", _("reading of protected rows")
    EXPORT = "export", _("export")
    REFUSAL = "refusal", _("refusal")
    PROVISION = "provision", _("provision of data or impact assessment")
    STUDY = "study", _("study file")


class Outcome(TextChoices):
    """What came of what an entry of the logbook tells."""

    DONE = "done", _("done")
    REFUSED = "refused", _("refused")
    READ = "read", _("read")
    EXPORTED = "exported", _("exported")


class SensitiveReads(StrEnum):
    """Whose reading of a model's rows the logbook keeps: everybody's, or that of people of other organisations."""

    EVERYBODY = "everybody"
    OTHERS = "others"


class Privacy(StrEnum):
    """How the logbook keeps a field's value: as it is, only that it changed, or a keyed hash."""

    VALUE = "value"
    CHANGED = "changed"
    HASHED = "hashed"


class JobState(TextChoices):
    """Where a job stands; written by the workers, and by who takes it back."""

    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("finished")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


class Channel(TextChoices):
    """By what, beside the page, news reach a person; the second goes through the organisation's own gateway."""

    EMAIL = "email", _("e-mail")
    MESSAGE = "message", _("text message or WeCom")


# Whether news of a kind count in the number beside the inbox: chosen like a channel, but nothing is sent.
BADGE = "badge"


class Way(TextChoices):
    """When news of a kind go out by a channel; only e-mails can wait for the digest."""

    AT_ONCE = "at_once", _("at once")
    DIGEST = "digest", _("in the digest")
    NEVER = "never", _("never")


class Rhythm(TextChoices):
    """How often a person gets the digest of news."""

    OFF = "off", _("no digest")
    DAILY = "daily", _("every day")
    WEEKLY = "weekly", _("once a week")


class DeliveryState(TextChoices):
    """Where one message stands."""

    QUEUED = "queued", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed, will be tried again")
    GIVEN_UP = "given_up", _("given up")
