"""By which scopes rows of a hospital are reached: its own people, and the centres whose member it is."""

from access.door import Path
from access.enums import Privacy, ScopeKind

MEMBER_HOSPITAL = "member_hospital"

OF_HOSPITAL = {ScopeKind.HOSPITAL: Path("hospital"), ScopeKind.CENTRE: Path("hospital", of=MEMBER_HOSPITAL)}


def values(*names: str) -> dict[str, Privacy]:
    """Fields whose value the logbook keeps as it is."""
    return dict.fromkeys(names, Privacy.VALUE)
