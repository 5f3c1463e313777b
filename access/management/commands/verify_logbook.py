"""`manage.py verify_logbook`: check every seal and entry of the logbook against each other and the heads sent away."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from access.models import LogSeal
from access.sealing import chain, verification


class Command(BaseCommand):
    """Says what is not as it was sealed, a sentence each; the exit code is 1 when there is anything."""

    help = "Check the logbook: every entry against its seal, the chain of seals, and the heads that left the machine."

    def add_arguments(self, parser):
        """Where the heads are."""
        parser.add_argument("--heads", type=Path, default=settings.LOGBOOK_HEAD_DIR, help="a folder of daily heads")

    def handle(self, *args, heads, **options):
        """Check and tell."""
        count = 0
        for finding in verification.verify(heads if heads.is_dir() else None, self._tell(options["verbosity"])):
            count += 1
            self.stdout.write(str(finding))
        if count:
            raise CommandError(_("%(count)d findings: the logbook is not as it was sealed.") % {"count": count})
        self.stdout.write(_summary())

    def _tell(self, verbosity: int):
        if verbosity < 2:
            return lambda done, total: None
        return lambda done, total: self.stderr.write(f"{done} / {total}", ending="\r")


def _summary() -> str:
    last = LogSeal.objects.order_by("-number").first()
    entries, seals = (last.total, last.number) if last else (0, 0)
    sound = _("The logbook is sound: %(entries)d entries in %(seals)d seals; %(waiting)d entries wait for their seal.")
    return sound % {"entries": entries, "seals": seals, "waiting": chain.waiting().count()}
