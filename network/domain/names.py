"""What is filled in beside a name, for order and for quick finding."""

from tools.chinese import initials, sort_key

INITIALS_LENGTH = 100


def name_keys(name: str) -> dict[str, str]:
    """``sort_key`` and ``initials`` of a Chinese name."""
    return {"sort_key": sort_key(name), "initials": name_initials(name)}


def name_initials(name: str) -> str:
    """The pinyin initials, as long as the column is."""
    return initials(name)[:INITIALS_LENGTH]
