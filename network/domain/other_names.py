"""Further names that go out of use."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from access.verbs import verb
from network import permissions
from network.domain import closing
from network.domain.versions import locked, write
from network.models import Hospital, OtherName

FOREIGN = text("network.name.foreign", _("This is not a name of the hospital: choose one of the list."))
BEFORE_FIRST = text("network.name.before_first", _("The name was not in use before %(day)s: check the last day."))
NONE_IN_USE = text("network.name.none_in_use", _("The hospital has no further name in use."))


@verb(permissions.ADD_NAME)
def end(hospital: Hospital, *, name: OtherName, last_day: date, by: Actor) -> OtherName:
    """Say until when a further name is in use; the hospital stays findable under it."""
    row = locked(hospital, None)
    closing.refuse_closed(row)
    if name.hospital_id != row.pk:
        raise Refused(refusal(FOREIGN), row)
    problem = last_day_problem(name, last_day)
    if problem:
        raise Refused(problem, row)
    before, name.valid_to = name.valid_to, last_day
    name.save(update_fields=["valid_to"])
    write(row, {})
    changes = {"other_names": (name.name, name.name), "valid_to": (before, last_day)}
    logbook.record(row, by=by, verb="hospital.name_ended", changes=changes)
    return name


def none_in_use(hospital: Hospital) -> Refusal | None:
    """The sentence that a hospital has no further name that could end, or None."""
    return None if hospital.other_names.filter(valid_to__isnull=True).exists() else refusal(NONE_IN_USE)


def last_day_problem(name: OtherName, day: date) -> Refusal | None:
    """Why a name cannot end on a day, or None."""
    early = name.valid_from is not None and day < name.valid_from
    return refusal(BEFORE_FIRST, day=name.valid_from.isoformat()) if early else None
