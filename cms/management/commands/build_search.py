"""Builds the search index anew."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection


class Command(BaseCommand):
    """After a bulk load, or when what goes into the index has changed; searching goes on meanwhile."""

    help = "Builds the search index anew and lets the database look at it."

    def handle(self, *args, **options):
        """Index everything, then refresh the statistics: without them SQLite reads the whole index for each query."""
        call_command("update_index", verbosity=options["verbosity"])
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
