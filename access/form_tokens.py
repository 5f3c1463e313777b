"""Tokens that make a form count once, and reading what lifecycle forms post."""

from django.utils.translation import gettext_lazy as _

from access.refusals import Refused, refusal
from access.texts import text
from tools.identifiers import new_token

BAD_VERSION = text("access.form.bad_version", _("This form is damaged: load the page again and repeat the step."))


def fresh() -> str:
    """A token for a form about to be shown."""
    return new_token()[:40]


def posted(request, thing=None) -> dict:
    """``expected`` and ``token`` of a posted form. Raises Refused when the version is not a number."""
    return {"expected": version(request.POST.get("version", ""), thing), "token": words(request, "token")[:40]}


def version(typed: str, thing=None) -> int:
    """A version as a form sends it. Raises Refused when it is not a number that a version can be."""
    if not typed.isascii() or not typed.isdigit() or len(typed) > 9:
        raise Refused(refusal(BAD_VERSION), thing)
    return int(typed)


def words(request, name: str) -> str:
    """A posted text as it is stored: trimmed, and without the one character that PostgreSQL refuses in a text."""
    return request.POST.get(name, "").replace("\0", "").strip()
