"""`manage.py messages`: collects the texts of the project, compiles and checks their Chinese translations."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tools.messages import catalogue
from tools.messages.extract import FOLDERS, SourceError, uses
from tools.messages.faults import faults, fuzzy, missing


class Command(BaseCommand):
    help = "Report on the messages and their Chinese translations; update, compile or check the catalogue."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--update", action="store_true", help="write new messages into the .po file, drop old ones"
        )
        parser.add_argument("--compile", action="store_true", help="write the .mo file that Django reads")
        parser.add_argument("--check", action="store_true", help="list every fault and fail when there is one")

    def handle(self, *args, update, compile, check, **options):
        found = self._uses()
        path = catalogue.path_in(Path(settings.LOCALE_PATHS[0]))
        if update:
            catalogue.write(catalogue.merge(catalogue.read(path), found), path)
        if compile:
            catalogue.compile_to(catalogue.read(path), path.with_suffix(".mo"))
        self._report(catalogue.merge(catalogue.read(path), found))
        if check:
            self._check(faults(catalogue.read(path), found))

    def _uses(self):
        try:
            return uses(Path(settings.BASE_DIR), getattr(settings, "MESSAGE_FOLDERS", FOLDERS))
        except SourceError as error:
            raise CommandError(str(error)) from error

    def _report(self, current):
        self.stdout.write(f"{len(current)} messages, {missing(current)} missing, {fuzzy(current)} fuzzy")

    def _check(self, lines):
        for line in lines:
            self.stderr.write(line)
        if lines:
            raise CommandError(f"{len(lines)} faults in the Chinese messages")
