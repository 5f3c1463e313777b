"""Takes the place of Django's command: there are no superusers."""

from django.core.management import BaseCommand, CommandError


class Command(BaseCommand):
    """Say what to do instead."""

    help = "There are no superusers; see appoint_security_admin."

    def add_arguments(self, parser):
        """Take what Django's command takes, so that every habit meets the sentence and not a usage message."""
        parser.add_argument("--username")
        parser.add_argument("--name")
        parser.add_argument("--email")
        parser.add_argument("--noinput", "--no-input", action="store_false", dest="interactive")

    def handle(self, *args, **options):
        """Refuse."""
        raise CommandError(
            "There are no superusers: nobody opens every door. `manage.py appoint_security_admin` invites the first "
            "security administrator, who appoints all others."
        )
