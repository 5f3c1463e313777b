"""What the database itself promises about memberships."""

from access.database import Piece, register

OVERLAP = "network_membership_no_overlap"

# SQLite has no exclusion constraints: two triggers say the same.
ON_INSERT = """
CREATE TRIGGER network_membership_no_overlap BEFORE INSERT ON network_membership
WHEN EXISTS (
    SELECT 1 FROM network_membership m
    WHERE m.campus_id = NEW.campus_id AND m.network_id = NEW.network_id
      AND m.valid_from <= NEW.valid_to AND m.valid_to >= NEW.valid_from
)
BEGIN SELECT RAISE(ABORT, 'network_membership_no_overlap'); END
"""
ON_UPDATE = """
CREATE TRIGGER network_membership_no_overlap_on_update
BEFORE UPDATE OF campus_id, network_id, valid_from, valid_to ON network_membership
WHEN EXISTS (
    SELECT 1 FROM network_membership m
    WHERE m.campus_id = NEW.campus_id AND m.network_id = NEW.network_id AND m.id <> NEW.id
      AND m.valid_from <= NEW.valid_to AND m.valid_to >= NEW.valid_from
)
BEGIN SELECT RAISE(ABORT, 'network_membership_no_overlap'); END
"""
EXCLUSION = """
ALTER TABLE network_membership ADD CONSTRAINT network_membership_no_overlap
EXCLUDE USING gist (campus_id WITH =, network_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
"""


def register_database() -> None:
    """One campus has at most one membership of a network on a day."""
    register(
        Piece(
            name=OVERLAP,
            kind="CONSTRAINT",
            table="network_membership",
            sqlite=(ON_INSERT, ON_UPDATE),
            postgresql=("CREATE EXTENSION IF NOT EXISTS btree_gist", EXCLUSION),
        )
    )
