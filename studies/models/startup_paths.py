"""The ways by which rows about one hospital's part of a study are reached: its own people write them, the study's lead
hospital reads them, other hospitals and the centres do not; these see how far the site has come."""

from access.door import Path
from access.enums import ScopeKind


def own_and_lead(*reading: str) -> dict:
    """Scope paths over the row's own columns ``hospital`` and ``lead_hospital``; ``reading`` is the lead's."""
    return {
        ScopeKind.HOSPITAL: (
            Path("hospital"),
            Path("lead_hospital", of="hospital", only=frozenset(reading)),
        )
    }
