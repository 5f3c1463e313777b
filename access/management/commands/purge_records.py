"""`manage.py purge_records`: remove messages and jobs that are over for longer than the settings keep them."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from access import record_retention
from access.actor import Actor
from access.domain import record_purges
from access.enums import Origin


class Command(BaseCommand):
    """What the worker does each night, at once; in small transactions, so that it can be stopped half-way."""

    help = "Remove messages and jobs that ended longer ago than DELIVERY_KEEP_DAYS and JOB_KEEP_DAYS."

    def add_arguments(self, parser):
        """Look first."""
        parser.add_argument("--dry-run", action="store_true", help="say what would be removed")

    def handle(self, *args, dry_run, **options):
        """Tell or remove."""
        by = Actor.as_system("purge_records", origin=Origin.COMMAND)
        found = record_purges.removable()
        for name, count in found.items():
            done = count if dry_run else record_purges.purge_all(name, by=by)
            would, did = _("%(what)s: %(count)d rows would be removed."), _("%(what)s: %(count)d rows were removed.")
            self.stdout.write((would if dry_run else did) % {"what": record_retention.title(name), "count": done})
        if not found:
            self.stdout.write(_("Nothing is to be removed."))
