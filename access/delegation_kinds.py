"""For which acts a deputy may stand in: for all, or for a kind that a house registers.

Whatever changes who somebody is or what people may do stays with the person, whichever kind is chosen: roles,
accounts, appointments and reviews are never somebody else's business for a while.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from access import people_permissions, permissions, texts
from access.texts import text

ALL = "all"
ALL_TITLE = text("delegation.kind.all", _("everything but roles and accounts"))
NEVER = frozenset(
    {
        permissions.GRANT_ROLE,
        permissions.END_ROLE,
        permissions.INVITE,
        permissions.REVOKE_INVITATION,
        permissions.CONFIRM_INVITATION,
        permissions.REMOVE_SECOND_FACTOR,
        permissions.HELP_SIGN_IN,
        *people_permissions.PERSONAL,
    }
)


@dataclass(frozen=True)
class DelegationKind:
    """One kind of acts: the code of its title (a text), the permissions that it takes, the codes of its tasks."""

    code: str
    title: str
    permissions: frozenset[str]
    tasks: frozenset[str]


KINDS: dict[str, DelegationKind] = {}


def register(kind: DelegationKind) -> None:
    """Make a kind known; called from ``apps.ready()``."""
    KINDS[kind.code] = kind


def choices() -> list[tuple[str, str]]:
    """All kinds with their words."""
    return [(code, texts.render(text_of(code))) for code in (ALL, *KINDS)]


def text_of(code: str) -> str:
    """The code of the text that names a kind; the kind's own code when no house knows it any more."""
    return ALL_TITLE if code == ALL else KINDS[code].title if code in KINDS else code


def title_of(code: str) -> str:
    """A kind in words; its code when no house knows it any more."""
    return texts.render(text_of(code))


def carries(code: str, permission: str) -> bool:
    """Whether a role held under ``code`` ("" as one's own) carries a permission that the role has."""
    if code in ("", ALL):
        return not code or permission not in NEVER
    return code in KINDS and permission in KINDS[code].permissions


def tasks_of(code: str) -> frozenset[str] | None:
    """The kinds of tasks that belong to a deputy for ``code``; None for every task of the role."""
    if code in ("", ALL):
        return None
    return KINDS[code].tasks if code in KINDS else frozenset()
