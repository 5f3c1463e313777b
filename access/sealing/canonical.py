"""The bytes over which the logbook's digests are made: the same on every database and after moving to another one.

An entry is one line of JSON: the values of ``FORMS[form]`` in their order, no spaces, keys sorted, not ASCII-escaped,
moments in UTC with microseconds, in UTF-8, ended by a line feed; its digest is SHA-256. The digest of a seal is
SHA-256 over the digests of its entries (32 bytes each) by ascending key. The hash of a seal is SHA-256 over such a
line of its own columns, the last of which is the hash of the seal before it. A new column of the logbook makes a new
form.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

FORMS: dict[int, tuple[str, ...]] = {
    1: (
        "id",
        "at",
        "actor_id",
        "actor_label",
        "hat",
        "origin",
        "address",
        "request_id",
        "verb",
        "kind",
        "outcome",
        "object_type",
        "object_id",
        "object_uid",
        "object_label",
        "hospital_id",
        "centre_id",
        "network_id",
        "region_id",
        "changes",
        "reason",
        "transaction_id",
    ),
}
CURRENT = max(FORMS)
# What the first seal names as the hash before it.
NO_HASH = "0" * 64
SEAL_COLUMNS = (
    "number",
    "form",
    "kind",
    "count",
    "total",
    "first_id",
    "last_id",
    "oldest_at",
    "newest_at",
    "digest",
    "sealed_at",
    "horizon",
    "previous",
)

_encode = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=lambda value: _plain(value)
).encode


def _plain(value) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in the logbook.")


def line(values: Iterable) -> bytes:
    """Values as one canonical line."""
    return _encode(list(values)).encode() + b"\n"


def entry_digest(values: Iterable) -> bytes:
    """The digest of an entry, given its values in the order of its form."""
    return hashlib.sha256(line(values)).digest()


def digest_of(digests: Iterable[bytes]) -> str:
    """The digest of a batch from the digests of its entries by ascending key."""
    return hashlib.sha256(b"".join(digests)).hexdigest()


def seal_hash(seal) -> str:
    """The hash that a seal with these columns must have."""
    return hashlib.sha256(line(getattr(seal, name) for name in SEAL_COLUMNS)).hexdigest()
