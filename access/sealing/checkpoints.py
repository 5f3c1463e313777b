"""Signed checkpoints: which entries were removed because their time was over, so that their absence is no finding."""

import hashlib
import hmac

from django.conf import settings

from access.models import LogCheckpoint
from access.sealing import canonical

SIGNED = ("kind", "through", "through_hash", "seals", "entries", "older_than", "purged_at", "purged_by")


def signature_of(checkpoint: LogCheckpoint, key: str) -> str:
    """HMAC-SHA256 over the canonical line of the checkpoint's columns."""
    message = canonical.line(getattr(checkpoint, name) for name in SIGNED)
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()


def sign(checkpoint: LogCheckpoint) -> None:
    """Sign with the present key, the first of LOGBOOK_KEYS."""
    checkpoint.signature = signature_of(checkpoint, settings.LOGBOOK_KEYS[0])


def is_genuine(checkpoint: LogCheckpoint) -> bool:
    """Whether one of the present or former keys signed it."""
    signatures = [signature_of(checkpoint, key) for key in settings.LOGBOOK_KEYS]
    return any(hmac.compare_digest(one, checkpoint.signature) for one in signatures)


def removed_through() -> dict[str, int]:
    """By kind of entry, the number of the last seal whose entries were rightly removed."""
    through: dict[str, int] = {}
    for checkpoint in LogCheckpoint.objects.order_by("through"):
        if is_genuine(checkpoint):
            through[checkpoint.kind] = checkpoint.through
    return through
