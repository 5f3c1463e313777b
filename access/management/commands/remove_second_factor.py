"""`manage.py remove_second_factor`: for a separated administrator who has lost phone and recovery codes."""

from django.core.management.base import BaseCommand, CommandError

from access.actor import Actor
from access.domain import second_factor
from access.enums import Origin
from access.models import RoleAssignment
from access.refusals import Refused


class Command(BaseCommand):
    """The operators act here, because no administrator may open the account of another separated one."""

    help = "Remove a person's second factor; a new one is set up at the next sign-in. The logbook keeps the reason."

    def add_arguments(self, parser):
        """Whose, and why."""
        parser.add_argument("username")
        parser.add_argument("--reason", required=True, help="why, and who asked for it")

    def handle(self, username: str, reason: str, **options):
        """Raises CommandError when there is no such person with a role, or nothing to remove."""
        assignment = RoleAssignment.objects.filter(user__username__iexact=username).order_by("pk").last()
        if assignment is None:
            raise CommandError(f"Nobody called {username} holds a role.")
        by = Actor.as_system("remove_second_factor", origin=Origin.COMMAND)
        try:
            user = second_factor.remove(assignment, reason=reason, by=by)
        except Refused as refused:
            raise CommandError(str(refused.reason)) from None
        self.stdout.write(f"The second factor of {user.name} ({user.username}) is removed.")
