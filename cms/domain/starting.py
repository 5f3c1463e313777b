"""Starting a real province: its officers are invited, and who runs the site is written down."""

from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from access import generation, logbook
from access.actor import Actor
from access.domain import invitations
from access.models import Invitation, RoleAssignment
from access.models.generation import PublicGeneration
from access.refusals import Refused, refusal
from access.roles import AUDITOR, DEPARTMENT_OFFICER, SECURITY_ADMIN, SYSTEM_ADMIN
from access.texts import text
from access.verbs import verb
from cms import permissions
from cms.models import HomePage
from tools import clock

# The order in which they are named, invited and printed.
OFFICES = (SECURITY_ADMIN, SYSTEM_ADMIN, AUDITOR, DEPARTMENT_OFFICER)
DEMO_TABLE = "demo_demoprovince"

DEMONSTRATION = text(
    "cms.start.demonstration",
    _("This database holds a demonstration: a real province begins with an empty database of its own."),
)
SAME_PERSON = text(
    "cms.start.same_person",
    _("%(name)s is named for two offices: the officer and the three administrators are four different people."),
)
STALE = text(
    "cms.start.stale", _("Somebody else changed who runs the site after you opened it: load the page and compare.")
)


@dataclass(frozen=True)
class Code:
    """The one-time code for an office, shown this one time; empty for an office that is held or invited to already."""

    role: str
    name: str
    secret: str = ""
    invitation: Invitation | None = None


def refuse_demonstration() -> None:
    """Raise Refused for a demonstration's settings, or a database that was ever filled by one."""
    if settings.DEMO or _was_filled_by_demo():
        raise Refused(refusal(DEMONSTRATION))


def _was_filled_by_demo() -> bool:
    with connection.cursor() as cursor:
        if DEMO_TABLE not in connection.introspection.table_names(cursor):
            return False
        cursor.execute("SELECT 1 FROM demo_demoprovince LIMIT 1")
        return cursor.fetchone() is not None


@verb(open_because="the operator's command on the deployment's own machine")
def invite_offices(_nothing, *, names: dict[str, str], renew: bool = False, by: Actor) -> list[Code]:
    """Invite one person to each office (role → name); returns their codes, which are shown only now.

    An office that is held is left alone; so is an open invitation, unless ``renew`` takes it back for a new one.
    Raises Refused in a demonstration, and when one person is named twice.
    """
    refuse_demonstration()
    _refuse_same_person(names)
    codes = [_invite(role, names[role], renew, by) for role in OFFICES if role in names]
    if not any(code.secret for code in codes):
        logbook.nothing_changed()
    return codes


def _refuse_same_person(names: dict[str, str]) -> None:
    seen: set[str] = set()
    for name in names.values():
        if name in seen:
            raise Refused(refusal(SAME_PERSON, name=name))
        seen.add(name)


def _invite(role: str, name: str, renew: bool, by: Actor) -> Code:
    if RoleAssignment.objects.valid().filter(role=role).exists():
        return Code(role, name)
    for waiting in Invitation.objects.filter(role=role, accepted_at__isnull=True, revoked_at__isnull=True):
        if waiting.expires_on >= clock.today():
            if not renew:
                return Code(role, waiting.name)
            invitations.revoke(waiting, by=by)
    invitation, secret = invitations.invite(None, name=name, role=role, by=by)
    return Code(role, name, secret, invitation)


@verb(permissions.START_PROVINCE)
def set_identity(_nothing, *, values: dict[str, str], expected: int, by: Actor) -> None:
    """Write down who runs the site; ``expected`` is the version that was seen, 0 for the first. Raises Refused."""
    PublicGeneration.objects.bulk_create([PublicGeneration(pk=PublicGeneration.ONLY)], ignore_conflicts=True)
    standing = PublicGeneration.objects.select_for_update().get(pk=PublicGeneration.ONLY).standing
    known = standing.get("identity", {})
    if known.get("version", 0) != expected:
        raise Refused(refusal(STALE))
    changes = {name: (known.get(name, ""), value) for name, value in values.items() if known.get(name, "") != value}
    if not changes:
        logbook.nothing_changed()
        return
    generation.stand(standing | {"identity": values | {"version": expected + 1}})
    logbook.record(HomePage.objects.get(), by=by, verb="site.identity_changed", changes=changes)
