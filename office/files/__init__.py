"""What a file is by its content, whether it is sound, and what of it is kept."""

from office.files.accepting import Accepted, accept
from office.files.claims import check
from office.files.kinds import OFFICE_MEMBERS, SCANS, SIGNATURES

__all__ = ["OFFICE_MEMBERS", "SCANS", "SIGNATURES", "Accepted", "accept", "check"]
