"""Verbs called from forms: what they refuse becomes a sentence in the form, and nothing that was typed is lost."""

from collections.abc import Callable

from access.refusals import Refused


def carried_out(form, call: Callable, *, field: str | Callable | None = None):
    """The result of ``call``, or None after its refusal was put at ``field`` (at the top of the form unless named).

    ``field`` may be a function that answers with the field for a refusal, or None for the top.
    """
    try:
        return call()
    except Refused as refused:
        form.add_error(field(refused.reason) if callable(field) else field, str(refused.reason))
        return None
