"""How cells are read: each maker gives a function from a filled cell to its value, or raises ``Wrong``."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from access.refusals import refusal
from access.texts import text
from tools.codes import credit_code
from tools.sheets import as_date, as_text
from tools.sheets.reading import plain_title

LANGUAGES = ("zh-hans", "en")
# Digits that a spreadsheet keeps of a number; what is longer has lost its end.
EXACT_DIGITS = 15

TOO_LONG = text("network.import.too_long", _("More than %(most)s characters: shorten the text."))
NO_CHOICE = text("network.import.no_choice", _("“%(typed)s” is none of the words for this column: %(choices)s."))
NO_DATE = text("network.import.no_date", _("“%(typed)s” is no date: write it as 2026-03-05."))
ROUNDED = text(
    "network.import.rounded",
    _(
        "The spreadsheet has turned the code into a number and lost its last digits: format the column as text, and "
        "type the code anew."
    ),
)
BAD_CODE = text("network.import.bad_credit_code", _("The credit code “%(typed)s” does not hold. %(problems)s"))
NO_ADDRESS = text("network.import.no_address", _("“%(typed)s” is no e-mail address: write name@hospital.cn."))
FEW_SHOWN = 12


class Wrong(Exception):
    """A cell that cannot be taken: a registered text with its parameters."""

    def __init__(self, code: str, **params):
        super().__init__(code)
        self.reason = refusal(code, **params)


def words(most: int) -> Callable:
    """Text on one line, at most so long."""

    def make():
        def read(cell):
            typed = as_text(cell)
            if len(typed) > most:
                raise Wrong(TOO_LONG, most=most)
            return typed

        return read

    return make


def day() -> Callable:
    """A date, however the spreadsheet kept it."""

    def read(cell):
        try:
            return as_date(cell)
        except ValueError:
            raise Wrong(NO_DATE, typed=as_text(cell)[:40]) from None

    return read


def code_of_institution() -> Callable:
    """A credit code whose check characters agree."""

    def read(cell):
        if isinstance(cell, int | float) and abs(cell) >= 10**EXACT_DIGITS:
            raise Wrong(ROUNDED)
        typed = credit_code.clean(as_text(cell))
        problems = credit_code.problems(typed)
        if problems:
            raise Wrong(BAD_CODE, typed=typed[:30], problems=" ".join(problems))
        return typed

    return read


def one_of(known: Callable[[], Mapping[str, object]], shown: Callable[[], list[str]]) -> Callable:
    """One of the words that ``known()`` maps to values; however they are written (``plain_title``)."""

    def make():
        values = {plain_title(word): value for word, value in known().items()}

        def read(cell):
            typed = as_text(cell)
            found = values.get(plain_title(typed))
            if found is None:
                few = [*shown()[:FEW_SHOWN]]
                raise Wrong(NO_CHOICE, typed=typed[:40], choices=few)
            return found

        return read

    return make


def words_of(choices: Iterable[tuple]) -> dict[str, object]:
    """Every word for the values of a closed list: the value itself and its label in each language."""
    known: dict[str, object] = {}
    for value, label in choices:
        known[str(value)] = value
        for language in LANGUAGES:
            with override(language):
                known[str(label)] = value
    return known


def titles_of(columns) -> dict[str, list[str]]:
    """The titles of each column in the reader's language first, and in the others: templates are passed on."""
    titles = {column.key: [str(column.title)] for column in columns}
    for language in LANGUAGES:
        with override(language):
            for column in columns:
                titles[column.key].append(str(column.title))
    return titles
