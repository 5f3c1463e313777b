"""The words about regular works of the system."""

# Name of a beat -> its title, given at its registration.
_TITLES: dict[str, object] = {}


def name_beat(name: str, title) -> None:
    """Give a beat its title for people."""
    _TITLES[name] = title


def title_of(name: str) -> str:
    """The title of a beat in the reader's language; its name when it has none."""
    return str(_TITLES.get(name) or name)
