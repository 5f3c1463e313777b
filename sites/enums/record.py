"""Records of institutions and ethics committees, and which opinions are recognised."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class GcpKind(TextChoices):
    """Which trials a record lets a hospital take on."""

    DRUG = "drug", _("drug trials")
    DEVICE = "device", _("device trials")


class MeetingRhythm(TextChoices):
    """How often an ethics committee meets."""

    WEEKLY = "weekly", _("every week")
    FORTNIGHTLY = "fortnightly", _("every two weeks")
    MONTHLY = "monthly", _("every month")
    QUARTERLY = "quarterly", _("every quarter")
    AS_NEEDED = "as_needed", _("as needed")


class Acceptance(TextChoices):
    """What a committee does with the opinion of a lead hospital's committee that it may recognise."""

    RECOGNISES = "recognises", _("recognises it")
    EXPEDITED = "expedited", _("confirms it in an expedited review")
    OWN = "own", _("always reviews itself")


class Audience(TextChoices):
    """By whom the opinions of a committee are recognised."""

    EVERYONE = "everyone", _("every committee on the list")
    REGION = "region", _("the committees of a region")
    COMMITTEE = "committee", _("one committee")
