"""What a field of the record is, and what its value looks like in the document.

| kind | value |
|---|---|
| text, long | a text; of a bilingual field ``{"zh": …, "en": …}`` |
| choice, yes_no | the code of the choice; "yes" or "no" |
| many | a list of codes |
| date | "2026-03-05" |
| number | a whole number |
| group | a list of ``{column code: value}`` |
| derived | nothing: other rows of the house say it (``studies.record.derived``) |
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """How a field is written."""

    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    YES_NO = "yes_no"
    MANY = "many"
    DATE = "date"
    NUMBER = "number"
    GROUP = "group"
    DERIVED = "derived"


LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Field:
    """One field. ``needed``: the product itself asks for it before a study is submitted, in ``zh`` of a bilingual one;
    ``kinds`` are the kinds of studies that have it, all of them when empty; ``when`` names a field and the values
    of it with which this one is asked for at all."""

    code: str
    kind: Kind
    title: object
    bilingual: bool = False
    needed: bool = False
    choices: tuple[tuple[str, object], ...] = ()
    columns: tuple["Field", ...] = ()
    help: object = ""
    most: int = 300
    kinds: frozenset[str] = frozenset()
    when: tuple[str, frozenset[str]] | None = None

    def is_asked(self, values: dict, study_kind: str) -> bool:
        """Whether a study of a kind with these values has the field."""
        if self.kinds and study_kind not in self.kinds:
            return False
        return self.when is None or values.get(self.when[0]) in self.when[1]


@dataclass(frozen=True)
class Section:
    """Fields that are written and saved together."""

    code: str
    title: object
    lead: object
    fields: tuple[Field, ...] = field(default=())
