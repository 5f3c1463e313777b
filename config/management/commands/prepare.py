"""`manage.py prepare`: brings a deployment up to the code it runs; harmless when repeated."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Schema, static files, reference data, public pages; in a demonstration without people, its province."""

    help = "Migrate, collect static files, bring reference data up to date; fill an empty demonstration."

    def handle(self, **options):
        self._step("database", "migrate", interactive=False)
        self._step("cache table", "createcachetable")
        self._step("static files", "collectstatic", interactive=False)
        self._step("reference data", "sync_reference")
        self._step("public site", "build_site")
        if settings.DEMO and not get_user_model().objects.exists():
            self._build_demo()

    def _step(self, label: str, command: str, **options) -> None:
        self.stdout.write(f"  {label}")
        self.stdout.flush()
        call_command(command, verbosity=0, **options)

    def _build_demo(self) -> None:
        """The note tells the supervisor, should this be interrupted, that the database holds half a province."""
        note = Path(settings.VAR_DIR) / "demo.unfinished"
        note.touch()
        self._step("demonstration province", "build_demo")
        note.unlink()
