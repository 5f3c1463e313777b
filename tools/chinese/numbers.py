"""Numbers in words, as clauses and chapters are counted."""

_DIGITS = "零一二三四五六七八九"


def number_text(number: int) -> str:
    """Return 1 to 999 in Chinese: 12 as '十二', 105 as '一百零五'. Raises ValueError beyond."""
    if not 0 < number < 1000:
        raise ValueError(f"{number} is not between 1 and 999.")
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    text = f"{_DIGITS[hundreds]}百"
    if not rest:
        return text
    if rest < 10:
        return f"{text}零{_DIGITS[rest]}"
    return f"{text}{_DIGITS[rest // 10]}十{_DIGITS[rest % 10] if rest % 10 else ''}"


def _below_hundred(number):
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"
