"""The work on tables that takes longer than a page."""

from django.utils.translation import gettext_lazy as _

from access import jobs
from access.texts import text
from network.domain import import_runs
from network.models import ImportRun

DONE_CHECK = text(
    "network.import.job_checked", _("Checked: %(rows)s rows, %(errors)s mistakes, %(warnings)s warnings.")
)
DONE_COMMIT = text("network.import.job_committed", _("All %(rows)s rows are taken in."))


def _found(pk: int) -> ImportRun:
    return ImportRun.objects.select_related("network", "hospital", "centre", "created_by").get(pk=pk)


@jobs.work(import_runs.CHECK_WORK, _("Check of a table"))
def check(progress: jobs.Progress, run: int) -> dict:
    """Check an uploaded table; called twice, it finds the table checked."""
    found = import_runs.look_through(_found(run), by=progress.by, advance=progress.advance)
    counts = {"rows": found.rows, "errors": found.errors, "warnings": found.warnings}
    return {"code": DONE_CHECK, "params": counts, "url": found.get_absolute_url()}


@jobs.work(import_runs.COMMIT_WORK, _("Taking a table in"))
def commit(progress: jobs.Progress, run: int, expected: int) -> dict:
    """Take a checked table in; called twice, it finds the table taken in."""
    found = _found(run)
    import_runs.carry_out(found, expected=expected, by=progress.by)
    return {"code": DONE_COMMIT, "params": {"rows": found.rows}, "url": found.get_absolute_url()}
