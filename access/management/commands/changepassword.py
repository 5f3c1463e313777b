"""Takes the place of Django's command: a password set for somebody else is judged, logged, and must be changed."""

from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError

from access.actor import Actor
from access.domain import passwords
from access.enums import Origin
from access.models import User


class Command(BaseCommand):
    """For the operators: the separated administrators have nobody who issues a code to them."""

    help = "Set an initial password for an account; its person has to change it at the next sign-in."

    def add_arguments(self, parser):
        """The account."""
        parser.add_argument("account", help="user name, e-mail address or mobile number")

    def handle(self, *args, account, **options):
        """Ask for the password, set it, end the person's sessions. Raises CommandError."""
        user = User.objects.signing_in_as(account)
        if user is None:
            raise CommandError(f"There is no account {account!r}.")
        password = getpass(f"Initial password for {user.name}: ")
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        by = Actor.as_system("changepassword", origin=Origin.COMMAND)
        passwords.change(user, password=password, given=True, by=by)
        self.stdout.write(f"Set. {user.name} has to change it at the next sign-in.")
