"""Numbers that people quote: a prefix and a serial within it."""

from access.queries.prepared import Prepared
from office.models import NumberSeries

_SERIES = Prepared(lambda code: NumberSeries.objects.select_for_update().filter(code=code), str)


def next_number(kind: str, prefix: str, width: int = 4) -> str:
    """The next number ``{prefix}-{serial}`` of a kind of things; called inside a verb's transaction.

    The series' row is locked until the transaction ends, so that two that ask at once wait for each other.
    """
    series = _locked(kind, prefix)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{prefix}-{series.last:0{width}d}"


def next_numbers(kind: str, prefix: str, count: int, width: int = 4) -> list[str]:
    """The next ``count`` numbers of a kind of things at once; called inside a verb's transaction."""
    series = _locked(kind, prefix)
    first, series.last = series.last + 1, series.last + count
    series.save(update_fields=["last"])
    return [f"{prefix}-{serial:0{width}d}" for serial in range(first, first + count)]


def pass_by(kind: str, prefix: str, serial: int) -> None:
    """Let a series go on after ``serial``, which was given elsewhere; called inside a verb's transaction."""
    series = _locked(kind, prefix)
    if series.last < serial:
        series.last = serial
        series.save(update_fields=["last"])


def _locked(kind: str, prefix: str) -> NumberSeries:
    code = f"{kind}:{prefix}"
    found = _SERIES(code)
    if not found:
        NumberSeries.objects.get_or_create(code=code)
        found = _SERIES(code)
    return found[0]
