"""Mobile numbers of mainland China."""

import re
import unicodedata

# Eleven digits that begin with 1 and an operator's digit, as the state's numbering plan gives them to mobile phones.
_MOBILE = re.compile(r"(?:(?:\+|00)?86)?(1[3-9]\d{9})")
_FILLING = re.compile(r"[\s\-().·]")


def normalise_mobile(text: str) -> str:
    """A mobile number as it is stored, "+8613912345678", whatever way it was written; "" for what is none."""
    plain = _FILLING.sub("", unicodedata.normalize("NFKC", text))
    found = _MOBILE.fullmatch(plain)
    return f"+86{found.group(1)}" if found and plain.isascii() else ""
