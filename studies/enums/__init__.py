"""Closed lists of studies, one file a noun."""

from studies.enums.review import (
    CommentState,
    Conflict,
    ReviewDecision,
    ReviewKind,
    ReviewMode,
    ReviewState,
    SeatState,
)
from studies.enums.site import SiteState
from studies.enums.study import (
    AMENDABLE,
    BEFORE_REGISTRATION,
    EDITABLE,
    ENDED,
    KEEPS_RECORD,
    RUNNING,
    SUSPENDABLE,
    NetworkRole,
    NetworkState,
    StudyKind,
    StudyState,
    VersionReason,
)

__all__ = [
    "AMENDABLE",
    "BEFORE_REGISTRATION",
    "EDITABLE",
    "ENDED",
    "KEEPS_RECORD",
    "RUNNING",
    "SUSPENDABLE",
    "CommentState",
    "Conflict",
    "NetworkRole",
    "NetworkState",
    "ReviewDecision",
    "ReviewKind",
    "ReviewMode",
    "ReviewState",
    "SeatState",
    "SiteState",
    "StudyKind",
    "StudyState",
    "VersionReason",
]
