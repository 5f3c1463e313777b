"""`manage.py appoint_security_admin NAME`: the first person of a new deployment, who appoints all others."""

from django.core.management.base import BaseCommand, CommandError

from access.actor import Actor
from access.domain import invitations
from access.enums import Origin
from access.models import RoleAssignment
from access.refusals import Refused
from access.roles import SECURITY_ADMIN


class Command(BaseCommand):
    """Prints the code of an invitation once; refuses while a security administrator holds office."""

    help = "Invite the first security administrator; the code is typed at /accounts/invitation/."

    def add_arguments(self, parser):
        parser.add_argument("name", help="the person's name, as on the staff card")

    def handle(self, name, **options):
        if RoleAssignment.objects.valid().filter(role=SECURITY_ADMIN).exists():
            raise CommandError("A security administrator holds office already and appoints further people.")
        by = Actor.as_system("appoint_security_admin", origin=Origin.COMMAND)
        try:
            invitation, secret = invitations.invite(None, name=name, role=SECURITY_ADMIN, by=by)
        except Refused as refused:
            raise CommandError(str(refused.reason)) from None
        self.stdout.write(f"Invitation code for {name}: {secret} (usable until {invitation.expires_on:%Y-%m-%d})")
