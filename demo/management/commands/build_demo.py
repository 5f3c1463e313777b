"""Builds the demonstration province into an empty database."""

import time
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from demo.building.build import NotForDemo, build
from demo.files import FULL, SMALL
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
        parser.add_argument("--if-empty", action="store_true", help="do nothing where a demonstration is complete")

    def handle(self, *args, as_of: date | None, seed: int | None, scale: str, if_empty: bool, **options):
        """Build, and say how long it took."""
        found = DemoProvince.objects.first()
        if if_empty and found is not None and found.is_complete:
            return
        begun = time.monotonic()
        try:
            made = build(as_of or clock.today(), seed=seed, scale=scale)
        except (NotForDemo, ProvinceError) as problem:
            raise CommandError(str(problem)) from problem
        if options["verbosity"]:
            self.stdout.write(f"{made}: {made.digest[:12]}, {time.monotonic() - begun:.1f} s")
