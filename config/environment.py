"""Reading settings from the environment, with an explanation when one is missing."""

import os

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}


def required(name: str, purpose: str) -> str:
    """The value of an environment variable that the product cannot run without."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}: {purpose}.")
    return value


def text(name: str, default: str = "") -> str:
    """The value of an optional environment variable."""
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    """Whether an environment variable says yes (1, true, yes, on)."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in YES


def listed(name: str) -> list[str]:
    """A comma-separated environment variable as a list without empty parts."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]
