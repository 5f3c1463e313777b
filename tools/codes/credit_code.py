"""The unified social credit code of a legal person (GB 32100-2015, with the organisation code of GB 11714).

Eighteen characters: 1 registering department, 2 kind of organisation, 3-8 division of the registering authority,
9-17 organisation code with a check character of its own, 18 check character.
"""

import unicodedata

from django.utils.translation import gettext as _

LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V and Z, which are taken for 1, 0, 5, U and 2
INSTITUTION = "12"  # registered by the office for public institutions: the usual beginning of a public hospital's code

_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = [pow(3, place, 31) for place in range(LENGTH - 1)]
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_MEANT = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}


class CreditCodeError(ValueError):
    """A credit code that does not hold; `problems` lists every sentence to show at the field."""

    def __init__(self, problems: list[str]):
        super().__init__(" ".join(problems))
        self.problems = problems


def clean(text: str) -> str:
    """Return what was typed or pasted as plain upper-case characters: full width to half width, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def problems(code: str) -> list[str]:
    """Return what is wrong with a cleaned code, as sentences in the reader's language; an empty list means valid.

    A few codes with a wrong check character have really been issued, so the caller may let a named person override
    the finding with a reason; it must not refuse them for ever.
    """
    form = _length_problems(code) + _character_problems(code)
    return form or _check_problems(code)


def check(text: str) -> str:
    """Return the cleaned code. Raises CreditCodeError when it does not hold."""
    code = clean(text)
    found = problems(code)
    if found:
        raise CreditCodeError(found)
    return code


def build(division: str, serial: str) -> str:
    """Return a valid code for an invented public institution.

    `division` is the six digits of a division, `serial` the eight characters (0-9, A-Z) of an organisation code.
    Raises ValueError when either has another form.
    """
    if len(division) != 6 or not (division.isascii() and division.isdigit()):
        raise ValueError(f"A division is six digits, not {division!r}.")
    if len(serial) != 8 or not set(serial) <= set(ALPHABET):
        raise ValueError(f"An organisation code is eight characters of {ALPHABET}, not {serial!r}.")
    body = INSTITUTION + division + serial + organisation_check(serial)
    return body + final_check(body)


def organisation_check(serial: str) -> str:
    """Return the check character of the eight characters of an organisation code (GB 11714)."""
    total = sum(int(character, 36) * weight for character, weight in zip(serial, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def final_check(body: str) -> str:
    """Return the check character of the first seventeen characters of a credit code (GB 32100-2015)."""
    total = sum(_VALUES[character] * weight for character, weight in zip(body, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def _length_problems(code):
    if len(code) == LENGTH:
        return []
    return [_("A unified social credit code has 18 characters; this one has %(count)d.") % {"count": len(code)}]


def _character_problems(code):
    found = []
    for place, character in enumerate(code, start=1):
        if character in _VALUES:
            continue
        message = _("Character %(place)d is %(character)s, which no credit code contains.")
        if character in _MEANT:
            message = _(
                "Character %(place)d is the letter %(character)s, which no credit code contains. Is it %(meant)s?"
            )
        found.append(message % {"place": place, "character": character, "meant": _MEANT.get(character)})
    return found


def _check_problems(code):
    found = []
    if code[16] != organisation_check(code[8:16]):
        found.append(_("Characters 9 to 17 do not agree with each other. Please compare them with the certificate."))
    if code[17] != final_check(code[:17]):
        found.append(
            _("The last character does not agree with the rest. Please compare the code with the certificate.")
        )
    return found
