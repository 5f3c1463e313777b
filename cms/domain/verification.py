"""Whether a certificate on paper is what it says: found by what is printed on it, never by looking around."""

import hmac

from network.models import Certificate

LONGEST = 40
# Compared where there is no certificate, so that a wrong number costs what a wrong code costs.
NOBODYS = "-" * 12


def spelt(typed: str) -> str:
    """A code as it is kept, from any spelling of it: small letters, spaces and hyphens do not matter."""
    return "".join(letter for letter in typed[:LONGEST].upper() if letter.isascii() and letter.isalnum())


def by_code(typed: str) -> Certificate | None:
    """The certificate whose QR code holds this code."""
    return _rows().filter(code=spelt(typed)).first()


def by_number(number: str, typed: str) -> Certificate | None:
    """The certificate with this number and this code. A number without its code answers as no number at all."""
    found = _rows().filter(number=number.replace("\0", "").strip().upper()[:90]).first()
    matches = hmac.compare_digest((found.code if found else NOBODYS).encode(), spelt(typed).encode())
    return found if found and matches else None


def _rows():
    return Certificate.objects.with_names()
