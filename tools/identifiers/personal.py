"""Resident identity numbers (GB 11643-1999) and personal mobile numbers in free text.

A resident number is told from any other by five things at once: no digit stands before it and no letter or digit after
it, its first six digits can be a division, the next eight (six in the old form) are a day on which a living person can
be born, and the last character is the check character of ISO 7064 MOD 11-2. Full-width characters, and spaces or
hyphens between groups, are read as people write them. The old form of fifteen digits has no check character,
so it counts only in one piece and without a letter before it.

A credit code (GB 32100) is never taken for one as long as it holds a letter. One of digits only is, when it fulfils
all five, which asks for a division that ends in 19 or 20 and a date by chance; the field for credit codes trusts its
own two checks first (`access.safe_text`).
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from tools import clock

# Divisions of GB/T 2260 by their first two digits; 81 to 83 are residents of Hong Kong, Macao and Taiwan.
PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
EARLIEST_BIRTH = 1890
OLD_FORM_UNTIL = date(1999, 10, 1)  # since then numbers are given in the form of eighteen characters only
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"

# One character for one, so that places in the plain text are places in the text.
_WIDE = {0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF38: "X", 0xFF58: "X", ord("x"): "X"}
_SPACES = " \u00a0\u2002\u2003\u2007\u2009\u202f\u3000"
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2212\uff0d_"
_PLAIN = str.maketrans(_WIDE | dict.fromkeys(map(ord, _SPACES), " ") | dict.fromkeys(map(ord, _HYPHENS), "-"))

_BETWEEN = "[ -]{0,3}"
_NO_NUMBER_BEFORE = r"(?<![0-9])(?<![0-9][.,])"
_NO_WORD_AFTER = r"(?![0-9A-Za-z])(?![.,][0-9])"
_DIGIT = rf"(?:{_BETWEEN}[0-9])"
# The lookahead tries every place at which a number may begin: one that is led by "1. " or a short number is found too.
_NEW_FORM = re.compile(
    rf"{_NO_NUMBER_BEFORE}(?=([1-8]{_DIGIT}{{5}}"
    rf"{_BETWEEN}(?:1{_BETWEEN}[89]|2{_BETWEEN}0){_DIGIT}{{2}}"
    rf"{_BETWEEN}[01]{_DIGIT}{_BETWEEN}[0-3]{_DIGIT}{{4}}{_BETWEEN}[0-9X]){_NO_WORD_AFTER})"
)
_OLD_FORM = re.compile(rf"(?<![A-Za-z]){_NO_NUMBER_BEFORE}([1-8]\d{{14}}){_NO_WORD_AFTER}", re.ASCII)
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z+])(?<![0-9][-.])(?:(?:\+|00)?86[ -]?|\((?:\+|00)?86\) ?)?(1[3-9]\d([ -]?)\d{4}\2\d{4})"
    r"(?![0-9A-Za-z])(?![-.][0-9])",
    re.ASCII,
)
_MOST_GROUPS = 6  # 110105 1949 12 31 002 X


@dataclass(frozen=True)
class Found:
    """A number in a text, from `start` to before `end`; `shown` lets its writer know it without repeating it."""

    start: int
    end: int
    shown: str


def find_resident_numbers(text: str) -> list[Found]:
    """Return the resident numbers in `text` in their order, in time that grows with its length only."""
    plain = text.translate(_PLAIN)
    found = [Found(m.start(1), m.end(1), _shown(m[1])) for m in _NEW_FORM.finditer(plain) if _holds(m[1])]
    found += [Found(*m.span(1), _shown(m[1])) for m in _OLD_FORM.finditer(plain) if _old_form_holds(m[1])]
    return sorted(found, key=lambda each: each.start)


def find_mobile_numbers(text: str) -> list[Found]:
    """Return the mobile numbers of the mainland in `text`, with or without +86, written 138 1234 5678 or in one."""
    plain = text.translate(_PLAIN).replace("（", "(").replace("）", ")").replace("＋", "+")
    return [Found(*m.span(1), _shown(m[1])) for m in _MOBILE.finditer(plain)]


def resident_number_of(number: str) -> Found | None:
    """Return what the value of a spreadsheet's number cell, such as "1.10105194912310E+17", is as a resident number.

    Spreadsheets keep fifteen digits of a number and write zeros for the rest, so eighteen digits count without their
    check character.
    """
    try:
        value = Decimal(number)
    except InvalidOperation:
        return None
    if not value.is_finite() or not 10**14 <= value < 10**18:
        return None
    code = str(int(value))
    if len(code) == 15:
        return Found(0, len(number), _shown(code)) if _old_form_holds(code) else None
    holds = len(code) == 18 and _is_division(code) and _is_birth(code[6:14])
    return Found(0, len(number), _shown(code)) if holds else None


def is_resident_number(code: str) -> bool:
    """Return whether eighteen plain characters are a resident number: division, day of birth and check character."""
    if not re.fullmatch(r"\d{17}[\dX]", code, re.ASCII):
        return False
    return _is_division(code) and _is_birth(code[6:14]) and code[17] == check_character(code[:17])


def check_character(body: str) -> str:
    """Return the check character of the first seventeen digits (ISO 7064 MOD 11-2)."""
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]


def _holds(written: str) -> bool:
    return _is_grouped(written) and is_resident_number(re.sub("[ -]", "", written))


def _is_grouped(written: str) -> bool:
    """Whether the groups are such as people make: few, or each character alone as in the boxes of a form.

    Columns of short figures in a table that became text would otherwise meet the rules by chance.
    """
    sizes = [len(group) for group in re.split("[ -]+", written)]
    return max(sizes) == 1 or (len(sizes) <= _MOST_GROUPS and min(sizes[:-1], default=2) >= 2)


def _old_form_holds(code: str) -> bool:
    return _is_division(code) and _is_birth("19" + code[6:12], until=OLD_FORM_UNTIL)


def _is_division(code: str) -> bool:
    """Provinces have cities 01 to 70 or, directly under them, 90; a few cities have no county and write 00."""
    if not PROVINCES.match(code):
        return False
    city = int(code[2:4])
    return code[:2] > "70" or 1 <= city <= 70 or city == 90


def _is_birth(digits: str, until: date | None = None) -> bool:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return date(EARLIEST_BIRTH, 1, 1) <= day <= (until or clock.today())


def _shown(number: str) -> str:
    plain = re.sub("[ -]", "", number)
    return f"{plain[:3]}…{plain[-2:]}"
