"""The catalogue of translations: a .po file for people, a .mo file for Django."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tools.messages.extract import Use

LOCALE = "zh_Hans"

# What changes with every run, or says nothing: the file stays the same as long as its messages do.
_UNWANTED = (
    '"Project-Id-Version',
    '"Report-Msgid',
    '"POT-Creation',
    '"PO-Revision',
    '"Last-Translator',
    '"Language-Team',
    '"Generated-By',
)


def path_in(locale_folder: Path) -> Path:
    """Return the path of the .po file below a `locale` folder."""
    return locale_folder / LOCALE / "LC_MESSAGES" / "django.po"


def read(path: Path) -> Catalog:
    """Return the catalogue in the file; an empty one when there is none yet."""
    if not path.exists():
        return Catalog(locale=LOCALE)
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE)


def merge(old: Catalog, uses: Iterable[Use]) -> Catalog:
    """Return a catalogue of exactly the messages in use, with the translations, remarks and marks of `old`.

    A message that is used with a plural anywhere has one.
    """
    plurals = {}
    for use in uses:
        key = (use.message, use.context)
        plurals[key] = plurals.get(key) or use.plural
    merged = Catalog(locale=LOCALE)
    for (message, context), plural in plurals.items():
        merged[message] = _entry(old.get(message, context), message, plural, context)
    return merged


def write(catalogue: Catalog, path: Path) -> None:
    """Write the .po file, sorted, without places and dates, so that a change shows only what has changed."""
    content = BytesIO()
    write_po(content, catalogue, width=110, no_location=True, sort_output=True, ignore_obsolete=True)
    head, _, messages = content.getvalue().decode().partition("\n\n")
    lines = [line for line in head.split("\n") if line.startswith(("msg", '"')) and not line.startswith(_UNWANTED)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n\n" + messages.strip() + "\n", encoding="utf-8")


def compile_to(catalogue: Catalog, path: Path) -> None:
    """Write the .mo file that Django reads; fuzzy translations are left out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)


def _entry(old: Message | None, message, plural, context) -> Message:
    entry = Message((message, plural) if plural else message, context=context)
    if old is None:
        return entry
    entry.user_comments = old.user_comments
    translation = old.string
    if isinstance(translation, tuple):
        translation = translation[0]
    if translation:
        entry.string = (translation,) if plural else translation
        entry.flags |= old.flags & {"fuzzy"}
    return entry
