"""Short secrets kept in the database so that a copy of the database alone does not tell them."""

import base64
import hashlib
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class Unsealable(ValueError):
    """A sealed text that none of the keys opens: it was altered, or sealed under a key that is gone."""


def seal(text: str, keys: Sequence[str]) -> str:
    """``text`` encrypted and signed (AES-128-CBC and HMAC-SHA256, as Fernet does) under the first of ``keys``."""
    return _box(keys).encrypt(text.encode()).decode()


def unseal(sealed: str, keys: Sequence[str]) -> str:
    """The text that was sealed under any of ``keys``. Raises Unsealable."""
    try:
        return _box(keys).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Unsealable("None of the keys opens this text.") from None


def _box(keys: Sequence[str]) -> MultiFernet:
    """The keys may be texts of any length: each is hashed under a name of its own use."""
    digests = [hashlib.sha256(b"sealing:" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
