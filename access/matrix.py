"""The permission matrix, generated from the catalogues for people (Help) and for docs/permissions.md."""

from dataclasses import dataclass

from django.utils.translation import gettext

from access.permissions import PERMISSIONS, Permission
from access.roles import ROLES, Role


@dataclass(frozen=True)
class Line:
    """One permission with a yes or no for each role."""

    permission: Permission
    held: list[bool]


@dataclass(frozen=True)
class Matrix:
    """The roles as columns and the permissions as lines, ordered by code."""

    roles: list[Role]
    lines: list[Line]


def matrix() -> Matrix:
    """The matrix of everything registered; roles that hold nothing yet are left out."""
    used = set().union(*(entry.roles for entry in PERMISSIONS.values()))
    roles = [role for code, role in ROLES.items() if code in used]
    lines = [Line(entry, [r.code in entry.roles for r in roles]) for _code, entry in sorted(PERMISSIONS.items())]
    return Matrix(roles, lines)


def markdown() -> str:
    """The matrix and the grants table as Markdown in the active language."""
    table = matrix()
    head = [gettext("Permission"), gettext("Code"), *(str(role) for role in table.roles)]
    rows = [
        [str(line.permission.title), f"`{line.permission.code}`", *("●" if held else "" for held in line.held)]
        for line in table.lines
    ]
    grants = [
        [str(role), gettext(", ").join(str(ROLES[code]) for code in role.grants)]
        for role in ROLES.values()
        if role.grants
    ]
    return "\n\n".join(
        [
            f"# {gettext('Who may do what')}",
            _table(head, rows),
            f"## {gettext('Who may give which role')}",
            _table([gettext("Role"), gettext("May give")], grants),
            "",
        ]
    )


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
