"""What was found in a registry's file: values of the record, and what could not be taken over or is not certain."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from studies.record.catalogue import FIELDS
from studies.record.field import Field, Kind
from tools.text import without_controls

DROPPED, UNCLEAR = "dropped", "unclear"
TOO_LONG = _("The text is longer than the record takes: shorten it.")


class UnfitFile(ValueError):
    """The file is not what it should be; the message says what to do."""


@dataclass(frozen=True)
class Note:
    """One place of the file: dropped with what stood there, or taken over with a doubt."""

    kind: str
    place: str
    text: object


@dataclass
class Found:
    """Values by the codes of the record, and the notes about them."""

    values: dict = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def put(self, code: str, value) -> None:
        """Keep a value unless it is empty."""
        if value not in (None, "", [], {}):
            self.values[code] = value

    def doubt(self, place: str, text) -> None:
        """Say that a place was taken over with a doubt."""
        self.notes.append(Note(UNCLEAR, place, text))

    def drop(self, place: str, text) -> None:
        """Say that a place was not taken over."""
        self.notes.append(Note(DROPPED, place, text))

    @property
    def dropped(self) -> list[Note]:
        """What was not taken over."""
        return [note for note in self.notes if note.kind == DROPPED]

    @property
    def unclear(self) -> list[Note]:
        """What was taken over with a doubt."""
        return [note for note in self.notes if note.kind == UNCLEAR]

    def measured(self) -> "Found":
        """The same, with a doubt at each text that is longer than its field takes."""
        for one in FIELDS:
            for text in _texts(one, self.values.get(one.code)):
                if len(text[1]) > text[0].most:
                    self.doubt(f"{one.title}", TOO_LONG)
                    break
        return self


def _texts(one: Field, value) -> list[tuple[Field, str]]:
    if one.kind == Kind.GROUP:
        return [pair for row in value or [] for column in one.columns for pair in _texts(column, row.get(column.code))]
    if isinstance(value, dict):
        return [(one, text) for text in value.values()]
    return [(one, value)] if isinstance(value, str) else []


def plain(text) -> str:
    """A text of a file or of the record in one form of line ends, without what no text holds."""
    told = "" if text is None or isinstance(text, (dict, list, bool)) else str(text)
    lines = told.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(without_controls(line) for line in lines).strip()


def english(text) -> dict:
    """A bilingual value of which the English side is known; empty without a text."""
    text = plain(text)
    return {"zh": "", "en": text} if text else {}


def english_of(values: dict, code: str) -> str:
    """The English side of a bilingual value."""
    value = values.get(code)
    return plain(value.get("en", "")) if isinstance(value, dict) else ""


def text_in(values: dict, code: str) -> str:
    """A value of one side as text."""
    return plain(values.get(code))


def without_empty(value):
    """A document without empty texts, lists and objects."""
    if isinstance(value, dict):
        made = {key: without_empty(one) for key, one in value.items()}
        return {key: one for key, one in made.items() if one not in (None, "", [], {})}
    if isinstance(value, list):
        return [one for one in map(without_empty, value) if one not in (None, "", [], {})]
    return value
