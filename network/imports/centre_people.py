"""Tables of a centre's people: its secretary, director, editors, as far as the bringer may give the role."""

from django.utils.translation import gettext_lazy as _

from access.domain.role_assignments import check_gift
from access.enums import ScopeKind
from access.refusals import Refused
from access.roles import ROLES
from access.texts import text
from network.imports import people, reading
from network.imports.batch import Batch
from network.imports.kinds import Column

NOT_YOURS = text(
    "network.import.person.not_yours",
    _("You may not give the role “%(role)s” at this centre: leave the row out, or ask the security administrator."),
)


def given() -> list[str]:
    """The codes of the roles of a centre that somebody may give."""
    gifts = {code for role in ROLES.values() for code in role.grants}
    return [code for code, role in ROLES.items() if role.scope_kind == ScopeKind.CENTRE and code in gifts]


def roles() -> dict[str, str]:
    """Every word for these roles."""
    return reading.words_of((code, ROLES[code].title) for code in given())


def role_words() -> list[str]:
    """These roles as they are called."""
    return [str(ROLES[code]) for code in given()]


def gifts_are_own(batch: Batch) -> None:
    """Nobody gives by a table what the table of grants does not let them give (access.roles)."""
    refused = {role: _is_refused(batch, role) for role in {row["role"] for _index, row in batch.having("role")}}
    for index, row in batch.having("role"):
        if refused[row["role"]]:
            batch.note(index, "role", NOT_YOURS, role=str(ROLES[row["role"]]))


def _is_refused(batch: Batch, role: str) -> bool:
    try:
        check_gift(batch.place, role, batch.actor)
    except Refused:
        return True
    return False


NAME, _ROLE, EMAIL, UNTIL = people.COLUMNS
COLUMNS = (NAME, Column("role", _("Role"), reading.one_of(roles, role_words), True, choices=role_words), EMAIL, UNTIL)
CHECKS = (gifts_are_own, *people.CHECKS)
