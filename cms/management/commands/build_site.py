"""Builds what is missing of the public site."""

from django.core.management.base import BaseCommand

from access.actor import Actor
from access.enums import Origin
from cms.domain.site import build_site


class Command(BaseCommand):
    """Home page, lists, sections of centres and their editors' rights; may be run at any time."""

    help = "Builds what is missing of the public site."

    def handle(self, *args, **options):
        """Build, as the system."""
        build_site(None, by=Actor.as_system("build_site", origin=Origin.COMMAND))
