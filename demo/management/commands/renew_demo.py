"""Puts the demo data back while the site runs."""

import os

from django.core.management.base import BaseCommand, CommandError

from demo import renewal


class Command(BaseCommand):
    """The province as it was when it was built; as of today, when that was on another day."""

    help = "Puts the demo data back while the site runs."

    def add_arguments(self, parser):
        """Who started it may have taken the lock already."""
        parser.add_argument("--lock", type=int, help="the number of the open file that holds the lock")

    def handle(self, *args, lock: int | None, **options):
        """Renew under the lock."""
        held = os.fdopen(lock, "a") if lock is not None else renewal.acquire()
        if held is None:
            raise CommandError("The demo data are being put back already.")
        with held:
            try:
                renewal.renew()
            except renewal.RenewalFailed as problem:
                raise CommandError(str(problem)) from problem
        if options["verbosity"]:
            self.stdout.write("The demo data are back.")
