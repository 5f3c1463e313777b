"""Keys for one purpose each, made of the deployment's secret."""

import hashlib
import hmac


def derived(secret: str, purpose: str) -> str:
    """A key (64 hexadecimal digits) that tells nothing about the secret, nor about a key for another purpose."""
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()
