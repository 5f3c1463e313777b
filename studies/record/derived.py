"""The values of derived fields: each part of the house says those that it knows."""

from collections.abc import Callable

from studies.record.derived_fields import DERIVED

_SOURCES: dict[str, Callable] = {}


def register(code: str, source: Callable) -> None:
    """Let ``source(study)`` say a derived field: a text, a list of texts, or an empty value; from ``apps.ready()``."""
    if code not in {field.code for field in DERIVED}:
        raise ValueError(f"{code} is no derived field.")
    _SOURCES[code] = source


def values_of(study) -> dict:
    """All derived values of a study that anybody knows."""
    return {code: value for code, source in _SOURCES.items() if (value := source(study))}
