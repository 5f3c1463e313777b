"""`manage.py start_province`: a prepared, empty database becomes a real province's; harmless when repeated."""

import sys

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _

from access.actor import Actor
from access.enums import Origin
from access.refusals import Refused
from access.roles import ROLES
from cms.domain import starting
from cms.forms.site_identity import SiteIdentityForm
from cms.queries.site_identity import identity

OPTIONS = {role: f"--{role.replace('_', '-')}" for role in starting.OFFICES}
WORDS = [name for name in SiteIdentityForm.base_fields if name != "version"]


class Command(BaseCommand):
    """Brings the reference data and the frame of the site, invites the first four people, prints their codes once."""

    help = "Start a real province: regions, public site, first officers with one-time codes, who runs the site."

    def add_arguments(self, parser):
        for role, option in OPTIONS.items():
            parser.add_argument(option, dest=role, default="", help="name of the person, as on the staff card")
        for name in WORDS:
            parser.add_argument(
                f"--{name.replace('_', '-')}", dest=name, default="", help="for the foot of public pages"
            )
        parser.add_argument("--renew", action="store_true", help="take open invitations back and print new codes")

    def handle(self, *, renew: bool, **options):
        by = Actor.as_system("start_province", origin=Origin.COMMAND)
        try:
            starting.refuse_demonstration()
            names = {role: options[role].strip() or self._asked(role) for role in OPTIONS}
            words = {name: options[name].strip() for name in WORDS}
            cleaned = self._checked(words) if any(words.values()) else None
            call_command("sync_reference", verbosity=0, stdout=self.stdout)
            call_command("build_site", verbosity=0, stdout=self.stdout)
            codes = starting.invite_offices(None, names=names, renew=renew, by=by)
            if cleaned is not None:
                starting.set_identity(None, values=cleaned, expected=identity().get("version", 0), by=by)
        except Refused as refused:
            raise CommandError(str(refused.reason)) from None
        self._tell(codes)

    def _asked(self, role: str) -> str:
        """The name of an office's first person, asked at a terminal; refused where nobody can answer."""
        if not sys.stdin.isatty():
            raise CommandError(_("Name the person with %(option)s.") % {"option": OPTIONS[role]})
        name = input(_("%(role)s, name of the person: ") % {"role": ROLES[role]}).strip()
        return name or self._asked(role)

    def _checked(self, words: dict[str, str]) -> dict[str, str]:
        """The words as the page's form takes them; what is wrong is said for each option."""
        form = SiteIdentityForm(words | {"version": 0})
        if form.is_valid():
            return form.words
        wrong = [f"--{name.replace('_', '-')}: {' '.join(problems)}" for name, problems in form.errors.items()]
        raise CommandError("\n".join(wrong))

    def _tell(self, codes: list[starting.Code]) -> None:
        for code in codes:
            title = ROLES[code.role]
            if code.secret:
                day = code.invitation.expires_on.isoformat()
                text = _("%(role)s, %(name)s: %(code)s (usable until %(day)s)")
                self.stdout.write(text % {"role": title, "name": code.name, "code": code.secret, "day": day})
            else:
                self.stdout.write(_("%(role)s: held or invited already; --renew prints a new code.") % {"role": title})
        typed = _("Each types the code at %(address)s; it is shown only now.") % {"address": reverse("enter_code")}
        self.stdout.write(typed)
        self.stdout.write(_("Then the system administrator opens %(page)s.") % {"page": reverse("start_province")})
