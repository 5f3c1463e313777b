"""Why something may not be done, as data that every surface shows with the same words."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied

from access import texts


@dataclass(frozen=True)
class Refusal:
    """One reason, stored as code and parameters; ``str()`` is the sentence in the reader's language."""

    code: str
    params: dict = field(default_factory=dict)

    def __str__(self) -> str:
        return texts.render(self.code, self.params)


def refusal(code: str, **params) -> Refusal:
    """Build a refusal: ``refusal(SECTIONS_MISSING, sections=["..."])``."""
    return Refusal(code, params)


class Refused(Exception):
    """A verb or a move declined for a reason that the person can read and act upon; nothing was changed."""

    def __init__(self, reason: Refusal, thing=None):
        super().__init__(reason.code)
        self.reason = reason
        self.thing = thing


class Stale(Refused):
    """The thing was changed by somebody else after the page was opened."""


class Forbidden(PermissionDenied):
    """The person sees the thing but lacks the right; carries the reason for the 403 page.

    The logbook keeps the ``permission`` that was missing and the ``thing``.
    """

    def __init__(self, reason: Refusal, permission: str = "", thing=None):
        super().__init__(reason.code)
        self.reason = reason
        self.permission = permission
        self.thing = thing
