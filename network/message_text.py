"""The text of a message to many: plain words with fields that each hospital sees filled in."""

from string import Formatter

from django.utils.translation import gettext_lazy as _

from access.refusals import Refusal, refusal
from access.texts import text

FIELDS = ("hospital", "network", "number")
UNKNOWN_FIELD = text(
    "network.message.unknown_field", _("“{%(name)s}” is no field: write {hospital}, {network} or {number}.")
)
BROKEN = text(
    "network.message.broken_field", _("A brace stands alone: write fields as {hospital}, and no other braces.")
)


def problem(written: str) -> Refusal | None:
    """What is wrong with the fields of a text, or None."""
    try:
        parts = list(Formatter().parse(written))
    except ValueError:
        return refusal(BROKEN)
    for _words, name, form, conversion in parts:
        if name is not None and (name not in FIELDS or form or conversion):
            return refusal(UNKNOWN_FIELD, name=name[:40])
    return None


def filled(written: str, membership) -> str:
    """The text as one hospital reads it; ``problem`` has found nothing in it."""
    values = {
        "hospital": membership.hospital.name_zh,
        "network": membership.network.name_zh,
        "number": membership.number,
    }
    return "".join(
        words + (values[name] if name is not None else "") for words, name, *_rest in Formatter().parse(written)
    )
