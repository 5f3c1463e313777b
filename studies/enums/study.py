"""Kinds and states of studies, and what a network is to a study."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StudyKind(TextChoices):
    """What a study is before the law: it decides gates and filings."""

    IIT = "iit", _("investigator-initiated study")
    IIT_TCM = "iit_tcm", _("investigator-initiated study of traditional Chinese medicine")
    DRUG = "drug", _("drug registration trial")
    DEVICE = "device", _("device registration trial")
    CELL = "cell", _("stem cell or somatic cell study")


class StudyState(TextChoices):
    """States of a study, from the draft to its end (domain.md §3.3)."""

    DRAFT = "draft", pgettext_lazy("study", "draft")
    AWAITING_SIGNOFF = "awaiting_signoff", _("waits for the hospital's sign-off")
    SCIENTIFIC_REVIEW = "scientific_review", _("in scientific review")
    ETHICS_PENDING = "ethics_pending", _("waits for ethics approval")
    APPROVED = "approved", _("approved by the institution")
    REGISTERED = "registered", pgettext_lazy("study", "registered")
    RECRUITING = "recruiting", _("recruiting")
    ENROLMENT_CLOSED = "enrolment_closed", _("enrolment closed")
    FOLLOW_UP = "follow_up", _("in follow-up")
    ANALYSIS = "analysis", _("in analysis")
    COMPLETED = "completed", pgettext_lazy("study", "completed")
    SUSPENDED = "suspended", pgettext_lazy("study", "suspended")
    TERMINATED = "terminated", pgettext_lazy("study", "terminated")
    WITHDRAWN = "withdrawn", pgettext_lazy("study", "withdrawn")


_S = StudyState
# The record is written by its people; before and after that it changes by amendments or not at all.
EDITABLE = (_S.DRAFT,)
BEFORE_REGISTRATION = (
    _S.DRAFT,
    _S.AWAITING_SIGNOFF,
    _S.SCIENTIFIC_REVIEW,
    _S.ETHICS_PENDING,
    _S.APPROVED,
)
RUNNING = (_S.RECRUITING, _S.ENROLMENT_CLOSED, _S.FOLLOW_UP)
SUSPENDABLE = RUNNING
AMENDABLE = (_S.APPROVED, _S.REGISTERED, *RUNNING, _S.ANALYSIS, _S.SUSPENDED)
# The working copy of the record may be typed into.
KEEPS_RECORD = (*EDITABLE, *AMENDABLE)
ENDED = (_S.COMPLETED, _S.TERMINATED, _S.WITHDRAWN)


class NetworkRole(TextChoices):
    """Whether a network leads a study or has joined it: the province counts a study once."""

    LED = "led", _("leading network")
    JOINED = "joined", _("joined network")


class NetworkState(TextChoices):
    """Whether the network's centre has taken the study up as a network study."""

    PROPOSED = "proposed", _("proposed to the centre")
    ACCEPTED = "accepted", _("network study")
    DECLINED = "declined", _("not taken up")
    LEFT = "left", _("left the network")


class VersionReason(TextChoices):
    """Why a version of the record was set down."""

    SUBMITTED = "submitted", pgettext_lazy("version", "submitted")
    AMENDED = "amended", pgettext_lazy("version", "amended")
    COMPLETED = "completed", pgettext_lazy("version", "completed")
