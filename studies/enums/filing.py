"""Registries with which a study is filed, states of a filing, and what is reported to the national one later."""

import re

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FilingTarget(TextChoices):
    """Where a study is filed."""

    NATIONAL = "national", _("National Medical Research Registration and Filing System")
    CHICTR = "chictr", _("Chinese Clinical Trial Registry (ChiCTR)")
    ITMCTR = "itmctr", _("International Traditional Medicine Clinical Trial Registry (ITMCTR)")
    CTGOV = "ctgov", _("ClinicalTrials.gov")


# What a number of each registry looks like (anchors.md, list of (c), 10).
NUMBERS = {
    FilingTarget.NATIONAL: re.compile(r"MR-\d{2}-\d{2}-\d{6}"),
    FilingTarget.CHICTR: re.compile(r"ChiCTR(?:-[A-Z]{2,4}-)?\d{8,10}"),
    FilingTarget.ITMCTR: re.compile(r"ITMCTR\d{8,10}"),
    FilingTarget.CTGOV: re.compile(r"NCT\d{8}"),
}
EXAMPLES = {
    FilingTarget.NATIONAL: "MR-13-26-012345",
    FilingTarget.CHICTR: "ChiCTR2600012345",
    FilingTarget.ITMCTR: "ITMCTR2026000123",
    FilingTarget.CTGOV: "NCT01234567",
}
# The sheet of fields that each registry asks for; that of traditional medicine asks what ChiCTR asks.
SHEETS = {
    FilingTarget.NATIONAL: "national",
    FilingTarget.CHICTR: "chictr",
    FilingTarget.ITMCTR: "chictr",
    FilingTarget.CTGOV: "ctgov",
}


class FilingState(TextChoices):
    """States of one filing."""

    PREPARING = "preparing", _("being prepared")
    SUBMITTED = "submitted", pgettext_lazy("filing", "submitted")
    RETURNED = "returned", pgettext_lazy("filing", "returned")
    PUBLISHED = "published", _("published with its number")
    CANCELLED = "cancelled", pgettext_lazy("filing", "cancelled")


class FilingTiming(TextChoices):
    """Whether ChiCTR took the registration before the first enrolment or after it (预注册, 补注册)."""

    PROSPECTIVE = "prospective", _("prospective registration")
    RETROSPECTIVE = "retrospective", _("retrospective registration")


class FilingEventKind(TextChoices):
    """What the national filing is told after its publication."""

    YEARLY = "yearly", _("yearly report")
    CHANGE = "change", pgettext_lazy("filing", "change")
    COMPLETION = "completion", pgettext_lazy("filing", "completion")
