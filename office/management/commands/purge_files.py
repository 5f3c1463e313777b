"""``manage.py purge_files``: removes files that no row names."""

from django.conf import settings
from django.core.files.storage import storages
from django.core.management.base import BaseCommand

from office.domain.orphans import orphans, purge


class Command(BaseCommand):
    """Removes from the private storage what a rolled-back act or a crash has left there."""

    help = "Remove files of the private storage that no row names and that are older than ORPHAN_HOURS (24)."

    def add_arguments(self, parser):
        """Only looking changes nothing."""
        parser.add_argument("--dry-run", action="store_true", help="name the files and leave them")

    def handle(self, *args, dry_run: bool, **options):
        """Name each file, and how many there were."""
        count = 0
        for key in (orphans if dry_run else purge)(storages["private"]):
            self.stdout.write(key)
            count += 1
        done = "would be removed" if dry_run else "removed"
        self.stdout.write(f"{count} files {done}: older than {settings.ORPHAN_HOURS} hours, named by no row.")
