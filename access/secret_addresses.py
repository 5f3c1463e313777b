"""Addresses that carry a secret, as they may be written down: logs and the logbook are read by people who must not
accept another's invitation nor set another's password. Links of mails and QR codes leave no other place for it."""

import re

# Whatever follows, also misspelt: what was mistyped or cut off is still most of a secret.
_SECRET = re.compile(
    r"((?:accounts/+(?:invitation|paper|email|password/+reset/+key)|hospital-registration/+answer)/+)(?!done/)[^\s?#\"'<>]+",
    re.IGNORECASE,
)
_PLACES = ("accounts/", "hospital-registration/")
# What the parts of an address are called beside or in which a secret stands; a test looks for addresses with others.
SECRET_PARTS = frozenset({"secret", "token", "uidb36"})


def without_secrets(text: str) -> str:
    """The text with "…" in the place of each secret that stands in an address in it."""
    lowered = text.lower()
    return _SECRET.sub(r"\1…", text) if any(place in lowered for place in _PLACES) else text
