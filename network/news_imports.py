"""Whoever brought a table learns when it is checked, and when it could not be taken in."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.texts import text

CHECKED = text(
    "news.import.checked",
    _("“%(file)s” is checked: %(rows)s rows, %(errors)s mistakes, %(warnings)s warnings. Nothing is taken in yet."),
)
FAILED = text(
    "news.import.failed", _("“%(file)s” was not taken in: look at the remarks. No row of it has been written.")
)


def tell_of_check(run, by, reason) -> None:
    """The table is checked."""
    facts = {"rows": run.rows, "errors": run.errors, "warnings": run.warnings}
    inbox.notify([run.created_by] if run.created_by else [], CHECKED, run, file=run.file_name, **facts)


def tell_of_failure(run, by, reason) -> None:
    """The table could not be taken in."""
    inbox.notify([run.created_by] if run.created_by else [], FAILED, run, file=run.file_name)
