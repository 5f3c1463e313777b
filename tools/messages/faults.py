"""What keeps a catalogue from being complete and safe."""

import re
from collections.abc import Iterable

from babel.messages import Catalog, Message

from tools.messages.catalogue import merge
from tools.messages.extract import Use

_PLACEHOLDER = re.compile(r"%\(\w+\)[#0 +-]*[\d.]*[a-zA-Z]|%[\d.]*[sdif]|\{\w*\}")
_UNTRIMMED = re.compile(r"\n[ \t]|^\n")


def faults(catalogue: Catalog, uses: list[Use]) -> list[str]:
    """Return a line for every message that has no good translation, with the first place where it is used.

    Missing, fuzzy, with other placeholders than the message, or indented because `trimmed` was forgotten.
    """
    places = {}
    for use in uses:
        places.setdefault((use.message, use.context), use.place)
    found = []
    for entry in merge(catalogue, uses):
        if entry.id:
            message = _singular(entry)
            found += [(places[message, entry.context], fault, message) for fault in _entry_faults(entry)]
    return [f"{place}: {fault}: {message!r}" for place, fault, message in sorted(found)]


def missing(catalogue: Catalog) -> int:
    """Return how many messages have no translation."""
    return sum(1 for entry in catalogue if entry.id and not _translation(entry))


def fuzzy(catalogue: Catalog) -> int:
    """Return how many translations are marked as unsure."""
    return sum(1 for entry in catalogue if entry.id and entry.fuzzy)


def _entry_faults(entry: Message) -> Iterable[str]:
    if _UNTRIMMED.search(_singular(entry)):
        yield "blocktranslate without trimmed"
    translation = _translation(entry)
    if not translation:
        yield "missing"
        return
    if entry.fuzzy:
        yield "fuzzy"
    # One Chinese form serves both, so it may follow the singular that says "one" or the plural that counts.
    accepted = [_placeholders(form) for form in ([entry.id] if isinstance(entry.id, str) else entry.id)]
    if _placeholders(translation) not in accepted:
        yield f"other placeholders in {translation!r}"


def _placeholders(text):
    return sorted(_PLACEHOLDER.findall(text.replace("%%", "")))


def _singular(entry):
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def _translation(entry):
    return entry.string if isinstance(entry.string, str) else entry.string[0]
