"""The numbers of this house's things."""

from office.domain import numbers


def next_number(model, prefix: str, width: int = 4) -> str:
    """The next number of a model's things: ``{prefix}-{serial}``."""
    return numbers.next_number(model._meta.model_name, prefix, width)


def next_numbers(model, prefix: str, count: int, width: int = 4) -> list[str]:
    """The next numbers of a model's things, several at once."""
    return numbers.next_numbers(model._meta.model_name, prefix, count, width) if count else []


def pass_by(model, prefix: str, serial: int) -> None:
    """Let the numbers of a model's things go on after one that was given elsewhere."""
    numbers.pass_by(model._meta.model_name, prefix, serial)
