"""`manage.py purge_logbook`: remove entries whose time is over (LOGBOOK_KEEP_DAYS), with signed checkpoints."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from access.actor import Actor
from access.domain import logbook_purges
from access.enums import EntryKind, Origin
from access.refusals import Refused


class Command(BaseCommand):
    """Kind by kind, in small transactions; stopped half-way, it goes on from there the next time."""

    help = "Remove whole seals of entries that are older than LOGBOOK_KEEP_DAYS allows; the seals stay."

    def add_arguments(self, parser):
        """Look first; or give the key away."""
        parser.add_argument("--dry-run", action="store_true", help="say what would be removed")
        parser.add_argument("--show-key", action="store_true", help="print the key that signs, for LOGBOOK_KEYS")

    def handle(self, *args, dry_run, show_key, **options):
        """Tell or remove."""
        if show_key:
            self.stdout.write(settings.LOGBOOK_KEYS[0])
            return
        for kind, (seals, entries) in logbook_purges.removable().items():
            if not dry_run:
                seals, entries = self._purge(kind)
            words = {"kind": EntryKind(kind).label, "seals": seals, "entries": entries}
            would, did = (
                _("%(kind)s: %(entries)d entries in %(seals)d seals would be removed."),
                _("%(kind)s: %(entries)d entries in %(seals)d seals were removed."),
            )
            self.stdout.write((would if dry_run else did) % words)

    def _purge(self, kind: str) -> tuple[int, int]:
        by = Actor.as_system("purge_logbook", origin=Origin.COMMAND)
        seals = entries = 0
        try:
            while checkpoint := logbook_purges.purge(kind, by=by):
                seals, entries = seals + checkpoint.seals, entries + checkpoint.entries
        except Refused as refused:
            raise CommandError(str(refused.reason)) from None
        return seals, entries
