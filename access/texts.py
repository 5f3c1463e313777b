"""Texts that are stored as code and parameters and rendered in the reader's language.

Refusals, notifications, inbox tasks and logbook entries outlive the request that made them and are read by others,
so the database keeps only a stable code with parameters; the sentence is made when somebody reads it.
"""

from collections.abc import Mapping

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

_TEXTS: dict[str, object] = {}


def text(code: str, sentence) -> str:
    """Register the lazily translated ``sentence`` (with ``%(name)s`` places) under ``code`` and return the code."""
    if _TEXTS.get(code, sentence) != sentence:
        raise ValueError(f"The text {code} is registered twice with different sentences.")
    _TEXTS[code] = sentence
    return code


def render(code: str, params: Mapping | None = None) -> str:
    """The sentence for ``code`` in the active language; an unknown code or missing parameter shows the code itself."""
    sentence = _TEXTS.get(code)
    if sentence is None:
        return code
    try:
        return str(sentence) % {key: _readable(value) for key, value in (params or {}).items()}
    except KeyError:
        return code


def _readable(value) -> str:
    if isinstance(value, (list, tuple)):
        return gettext(", ").join(_readable(item) for item in value)
    if isinstance(value, Mapping):
        return render(value["code"], value.get("params"))
    return str(value)


def in_first_language(thing) -> str:
    """The name of a thing in the product's first language, for rows that keep it whoever reads them later."""
    if translation.get_language() == settings.LANGUAGE_CODE:
        return str(thing)
    with translation.override(settings.LANGUAGE_CODE):
        return str(thing)


def registered() -> dict[str, object]:
    """All registered texts by code, for the guard that finds codes without a sentence."""
    return dict(_TEXTS)
