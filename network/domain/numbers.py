"""Numbers that people quote: a prefix and a serial within it."""

from django.db.models import Max


def next_number(model, prefix: str, width: int = 4) -> str:
    """The next free number ``{prefix}-{serial}`` of a model's ``number`` column.

    Two transactions may ask at once: the column is unique, so the slower one fails and is tried again by its person.
    """
    last = model._base_manager.filter(number__startswith=f"{prefix}-").aggregate(last=Max("number"))["last"]
    serial = int(last.rsplit("-", 1)[1]) + 1 if last else 1
    return f"{prefix}-{serial:0{width}d}"
