"""The words about jobs: what a work function is called, and how its job ended."""

from django.utils.translation import gettext_lazy as _

from access.texts import text

DONE = text("job.done", _("Done."))
DEFECT = text(
    "job.defect",
    _("The work stopped at a fault of the system; nothing half-done is kept. The system administrator sees it."),
)
LOST = text(
    "job.lost",
    _("The work was interrupted %(attempts)s times and given up. Start it again, or tell the system administrator."),
)
UNKNOWN = text(
    "job.unknown",
    _("This version of the system no longer knows this work. Start it again from its page."),
)

# Name of a work function -> its title, given at its registration.
_TITLES: dict[str, object] = {}


def name_work(name: str, title) -> None:
    """Give a work function its title for people."""
    _TITLES[name] = title


def title_of(name: str) -> str:
    """The title of a work function in the reader's language; its name when it has none."""
    return str(_TITLES.get(name) or name)
