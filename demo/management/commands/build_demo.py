"""Builds the demonstration province into an empty database."""

import time
from datetime import date

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from demo import copies
from demo.building.build import NotForDemo, build, check
from demo.files import FULL, SMALL, script
from demo.models import DemoProvince
from network.province import ProvinceError
from tools import clock


class Command(BaseCommand):
    """Invented centres, hospitals, people and their years, made through the verbs of every house."""

    help = "Builds the demonstration province into an empty database of a demonstration."

    def add_arguments(self, parser):
        """Day, seed and scale."""
        parser.add_argument("--as-of", type=date.fromisoformat, help="the day of the build, today unless named")
        parser.add_argument("--seed", type=int, help="another province than the script's own")
        parser.add_argument("--scale", choices=[FULL, SMALL], default=FULL, help="small is a sample for tests")
        parser.add_argument("--migrate", action="store_true", help="bring schema and reference data up to date first")
        parser.add_argument("--if-empty", action="store_true", help="do nothing where a demonstration is complete")

    def handle(self, *args, if_empty: bool, migrate: bool, **options):
        """Build, keep the copies from which the data are put back, and say how long it took."""
        if migrate:
            for command in ("migrate", "createcachetable", "sync_reference"):
                call_command(command, verbosity=0)
        found = DemoProvince.objects.first()
        if if_empty and found is not None and found.is_complete:
            return
        begun = time.monotonic()
        try:
            made = self._build(options["as_of"] or clock.today(), options["seed"], options["scale"])
        except (NotForDemo, ProvinceError) as problem:
            raise CommandError(str(problem)) from problem
        if options["verbosity"]:
            self.stdout.write(f"{made}: {made.digest[:12]}, {time.monotonic() - begun:.1f} s")

    def _build(self, as_of: date, seed: int | None, scale: str) -> DemoProvince:
        check(as_of, script(scale))
        if connection.vendor != "sqlite":
            return build(as_of, seed=seed, scale=scale)
        copies.keep(copies.ground())
        made = build(as_of, seed=seed, scale=scale)
        copies.keep(copies.kept())
        return made
