"""`manage.py separated_account`: what concerns one of the three separated administrators, done by the operators."""

from django.core.management.base import BaseCommand, CommandError

from access.actor import Actor
from access.domain import departures, role_assignments, sign_ins
from access.enums import Origin
from access.models import RoleAssignment
from access.refusals import Refused
from access.roles import SEPARATED


def _end(assignment: RoleAssignment, reason: str, by: Actor) -> None:
    role_assignments.end(assignment, reason=reason, by=by)


def _close(assignment: RoleAssignment, reason: str, by: Actor) -> None:
    departures.close(assignment, reason=reason, by=by)


def _unlock(assignment: RoleAssignment, reason: str, by: Actor) -> None:
    sign_ins.unlock(assignment, by=by)


def _reopen(assignment: RoleAssignment, reason: str, by: Actor) -> None:
    sign_ins.reopen(assignment, by=by)


ACTS = {"end": _end, "close": _close, "unlock": _unlock, "reopen": _reopen}


class Command(BaseCommand):
    """The operators act here, because no administrator may act on another separated one."""

    help = "End the role, close, unlock or open again the account of a separated administrator; the logbook keeps it."

    def add_arguments(self, parser):
        """Whose role, what to do, and why."""
        parser.add_argument("username")
        parser.add_argument("role", choices=sorted(SEPARATED))
        parser.add_argument("act", choices=sorted(ACTS))
        parser.add_argument("--reason", required=True, help="why, and who asked for it")

    def handle(self, username: str, role: str, act: str, reason: str, **options):
        """Raises CommandError when the person does not hold the role, or the step is not possible."""
        rows = RoleAssignment.objects.valid().filter(user__username__iexact=username, role=role)
        assignment = rows.select_related("user").first()
        if assignment is None:
            raise CommandError(f"Nobody called {username} holds the role {role} today.")
        by = Actor.as_system("separated_account", origin=Origin.COMMAND)
        try:
            ACTS[act](assignment, reason, by)
        except Refused as refused:
            raise CommandError(str(refused.reason)) from None
        self.stdout.write(f"Done: {act} of {assignment.user.name} ({username}), {role}.")
