"""What a planned study asks of a site, as plain data."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Criteria:
    """Codes of disease fields, equipment, tiers and regions; an empty one asks nothing.

    A site must treat every field, and have ``cases`` of each in twelve months; have all equipment; lie in one of the
    regions; its hospital must be a member at one of the tiers, in the asking network when ``network`` has its id.
    """

    fields: tuple[str, ...] = ()
    cases: int | None = None
    equipment: tuple[str, ...] = ()
    gcp: bool = False
    tiers: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    network: int | None = None

    @classmethod
    def of(cls, data: dict) -> Criteria:
        """From what ``as_data`` gave; names that are not known are left out."""
        known = {name: data[name] for name in cls.__dataclass_fields__ if name in data}
        return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in known.items()})

    @property
    def as_data(self) -> dict:
        """As JSON keeps it."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}
