"""Tables of a hospital's people: whom to invite to which of the roles that may be given there."""

import re
from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from access.models import Invitation, RoleAssignment
from access.roles import HOSPITAL_ADMIN, ROLES
from access.texts import text
from network.imports import reading
from network.imports.batch import Batch
from network.imports.hospitals import note_twice
from network.imports.kinds import Column
from network.imports.reading import NO_ADDRESS, Wrong
from tools import clock
from tools.sheets import as_text

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
TWICE = text("network.import.person.twice", _("The same person stands with the same role in the rows %(rows)s."))
INVITED = text("network.import.person.invited", _("This person has an open invitation to this role already."))
HOLDS = text(
    "network.import.person.holds", _("Somebody of this name holds this role here already: is it the same person?")
)
PAST = text("network.import.person.past", _("This day has passed: write today or a later day, or leave it empty."))


def roles() -> dict[str, str]:
    """Every word for a role that a hospital's administrator gives."""
    return reading.words_of((code, ROLES[code].title) for code in ROLES[HOSPITAL_ADMIN].grants)


def role_words() -> list[str]:
    """These roles as they are called."""
    return [str(ROLES[code]) for code in ROLES[HOSPITAL_ADMIN].grants]


def address():
    """Read an e-mail address."""

    def read(cell):
        typed = as_text(cell).strip()
        if not _ADDRESS.fullmatch(typed) or len(typed) > 254:
            raise Wrong(NO_ADDRESS, typed=typed[:60])
        return typed

    return read


COLUMNS = (
    Column("name", _("Name of the person"), reading.words(60), True, _("As it is on the staff card."), "张三"),
    Column("role", _("Role"), reading.one_of(roles, role_words), True, choices=role_words),
    Column("email", _("E-mail"), address, example="zhangsan@hospital.example"),
    Column("role_valid_to", _("Role held until"), reading.day, help=_("Leave empty when no end is known.")),
)


def days_to_come(batch: Batch) -> None:
    """No role ends before it begins."""
    for index, row in batch.having("role_valid_to"):
        if row["role_valid_to"] < clock.today():
            batch.note(index, "role_valid_to", PAST)


def people_are_new(batch: Batch) -> None:
    """Nobody twice, nobody who is invited; who seems to hold the role is told as a warning."""
    own = defaultdict(list)
    for index, row in batch.having("name", "role"):
        own[row["name"], row["role"]].append(index)
    note_twice(batch, own, "name", TWICE)
    here = {"scope_kind": type(batch.place)._meta.model_name, "scope_id": batch.place.pk}
    for invitation in Invitation.objects.filter(**here):
        if invitation.status == "open":
            for index in own.get((invitation.name, invitation.role), ()):
                batch.note(index, "name", INVITED)
    for name, role in RoleAssignment.objects.valid().filter(**here).values_list("user__name", "role"):
        for index in own.get((name, role), ()):
            batch.note(index, "name", HOLDS, warning=True)


CHECKS = (days_to_come, people_are_new)
