"""What happens to the logbook by the clock, and its check as a job; imported when the application starts."""

from itertools import islice

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from access import beats, jobs
from access.models import LogSeal
from access.sealing import chain, heads, verification
from access.texts import text

SOUND = text(
    "logbook.sound", _("The logbook is sound: %(entries)s entries in %(seals)s seals are as they were sealed.")
)
DAMAGED = text("logbook.damaged", _("The logbook is not as it was sealed: %(findings)s"))
# A page shows so many findings; `manage.py verify_logbook` tells all.
FINDINGS_SHOWN = 20


@beats.each_minute("logbook.seal", _("Seal the logbook"))
def seal() -> None:
    """Seal what finished transactions have written since the last time."""
    chain.seal_finished()


@beats.each_day("logbook.head", at="02:30", title=_("Send the logbook's daily head away"))
def send_head() -> None:
    """Write and mail the newest seal's hash, once a day."""
    heads.send()


@jobs.work("logbook.verify", _("Check the logbook"))
def verify(progress) -> dict:
    """Check everything; the result says so, or names the first findings."""
    folder = settings.LOGBOOK_HEAD_DIR
    found = list(islice(verification.verify(folder if folder.is_dir() else None, progress.advance), FINDINGS_SHOWN))
    if found:
        return {"code": DAMAGED, "params": {"findings": [{"code": f.code, "params": f.params} for f in found]}}
    last = LogSeal.objects.order_by("-number").first()
    numbers = {"entries": last.total, "seals": last.number} if last else {"entries": 0, "seals": 0}
    return {"code": SOUND, "params": numbers}
