"""Verbs called from forms: what they refuse becomes a sentence in the form, and nothing that was typed is lost."""

from collections.abc import Callable

from access.refusals import Refused


def carried_out(form, call: Callable, *, field: str | None = None):
    """The result of ``call``, or None after its refusal was put at ``field`` (at the top of the form unless named)."""
    try:
        return call()
    except Refused as refused:
        form.add_error(field, str(refused.reason))
        return None
