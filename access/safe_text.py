"""No resident identity number and no control character comes in, in whatever text: the one place that says so.

Four doors ask here. Every verb looks through its arguments before it runs, so no page, job, import or later API can
write one past it. Every form (``access.forms.base.Form``) tells it at the field. Drafts, which are written plainly,
refuse to keep it; the page editor refuses it in any text of a page. Searches store nothing and are not looked through.
(PIPL article 6, data minimisation: nobody here needs the number of a participant or of a colleague. Control characters
break feeds and files made of what is kept, and hide what is written; ASVS 5 section 1.)
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from access.refusals import Refusal, Refused, refusal
from access.texts import text
from tools.codes import credit_code
from tools.file_text import FileTextError, Piece, find_in_pieces, pieces
from tools.identifiers import find_resident_numbers
from tools.text import words_before_control

IN_TEXT = text(
    "access.resident_number.in_text",
    _("Here stands a resident ID number (%(shown)s). Such numbers are not kept in this system: take it out."),
)
IN_FILE = text(
    "access.resident_number.in_file",
    _(
        "“%(name)s” holds resident ID numbers, which are not kept in this system. Take them out and choose the file "
        "again: %(places)s."
    ),
)
UNREADABLE = text("access.resident_number.unreadable", _("“%(name)s” cannot be looked through. %(problem)s"))
CONTROL = text(
    "access.control_character",
    _("Here stands a character that cannot be shown, after “%(before)s”: delete it, or type these words anew."),
)
# A credit code of digits only may meet the rules by chance; its own two checks tell the two apart in its own field.
CREDIT_CODE = "credit_code"
PLACES_TOLD = 5


def problem(value, name: str = "") -> Refusal | None:
    """Return why a value may not be taken, None when it may: text, or texts within lists and mappings; a file's name.

    ``name`` is the field or argument, by which a credit code is known.
    """
    if name == CREDIT_CODE and _is_credit_code(value):
        return None
    for each in _texts(value):
        before = words_before_control(each)
        if before is not None:
            return refusal(CONTROL, before=before)
        found = find_resident_numbers(each)
        if found:
            return refusal(IN_TEXT, shown=found[0].shown)
    return None


def refuse(arguments: Mapping) -> None:
    """Raise Refused when one of a verb's arguments holds a resident number."""
    for name, value in arguments.items():
        found = problem(value, name)
        if found is not None:
            raise Refused(found)


def check_file(file, name: str) -> None:
    """Raise Refused, with the places, when a file's text holds resident numbers or cannot be read."""
    check_pieces(pieces(file), name)


def check_pieces(texts: Iterable[Piece], name: str) -> None:
    """The same for a file of which the text was read already."""
    try:
        places = find_in_pieces(texts)
    except FileTextError as unread:
        raise Refused(refusal(UNREADABLE, name=name, problem=str(unread))) from None
    if places:
        told = "; ".join(f"{place.where} ({place.shown})" for place in places[:PLACES_TOLD])
        raise Refused(refusal(IN_FILE, name=name, places=told))


def _is_credit_code(value) -> bool:
    return isinstance(value, str) and not credit_code.problems(credit_code.clean(value))


def _texts(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, File):
        yield value.name or ""
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _texts(key)
            yield from _texts(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            stands = getattr(value, each.name)
            if each.name != CREDIT_CODE or not _is_credit_code(stands):
                yield from _texts(stands)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _texts(each)
