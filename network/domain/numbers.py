"""The numbers of this house's things."""

from office.domain import numbers


def next_number(model, prefix: str, width: int = 4) -> str:
    """The next number of a model's things: ``{prefix}-{serial}``."""
    return numbers.next_number(model._meta.model_name, prefix, width)
