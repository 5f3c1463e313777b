"""Identifiers: those that we make, and the personal ones that must not come in."""

from tools.identifiers.personal import (
    Found,
    find_mobile_numbers,
    find_resident_numbers,
    is_resident_number,
    resident_number_of,
)
from tools.identifiers.uids import new_token, new_uid

__all__ = [
    "Found",
    "find_mobile_numbers",
    "find_resident_numbers",
    "is_resident_number",
    "new_token",
    "new_uid",
    "resident_number_of",
]
