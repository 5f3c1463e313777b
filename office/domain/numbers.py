"""Numbers that people quote: a prefix and a serial within it."""

from office.models import NumberSeries


def next_number(kind: str, prefix: str, width: int = 4) -> str:
    """The next number ``{prefix}-{serial}`` of a kind of things; called inside a verb's transaction.

    The series' row is locked until the transaction ends, so that two that ask at once wait for each other.
    """
    code = f"{kind}:{prefix}"
    NumberSeries.objects.get_or_create(code=code)
    series = NumberSeries.objects.select_for_update().get(code=code)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{prefix}-{series.last:0{width}d}"
