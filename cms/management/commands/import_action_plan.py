"""Imports the province's action plan as an announcement."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from access.actor import Actor
from access.enums import Origin
from cms.domain.importing import import_document
from network.province.files import ProvinceError


class Command(BaseCommand):
    """Once a page, later revisions of it; running it again on the same text changes nothing."""

    help = "Imports the province's action plan as an announcement."

    def add_arguments(self, parser):
        """Another recipe than the province's own."""
        parser.add_argument("recipe", nargs="?", type=Path, help="a recipe (TOML); the province's by default")

    def handle(self, *args, recipe: Path | None = None, **options):
        """Import, as the system."""
        path = recipe or Path(settings.PROVINCE_DIR) / "documents" / "action_plan.toml"
        try:
            page = import_document(path, by=Actor.as_system("import_action_plan", origin=Origin.COMMAND))
        except (ProvinceError, LookupError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{page.title}: {page.get_url()}")
