"""Closed lists of new versions of rules and texts, and of campaigns that have a text signed."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProposalKind(TextChoices):
    """Of what a new version is proposed."""

    AGREEMENT = "agreement", _("agreement text")
    ELIGIBILITY = "eligibility", _("eligibility rule")
    TIER = "tier", _("tier of membership")
    SEASON = "season", _("rule of the annual confirmation")


class ProposalState(TextChoices):
    """States of a proposed version, until a second person has decided."""

    PROPOSED = "proposed", _("waits for a second person")
    PUBLISHED = "published", _("published")
    RETURNED = "returned", _("sent back")
    WITHDRAWN = "withdrawn", _("withdrawn")


class CampaignReason(TextChoices):
    """Why members sign again."""

    NEW_VERSION = "new_version", _("new version of the text")
    RENEWAL = "renewal", _("renewal of terms that end")


class CampaignState(TextChoices):
    """States of a campaign."""

    OPEN = "open", _("under way")
    CLOSED = "closed", _("closed")
