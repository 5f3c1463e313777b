"""What a hospital says about itself: edited by its own people, confirmed by them on a day."""

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.refusals import Refusal, Refused, refusal
from access.texts import text
from access.verbs import verb
from network import permissions
from network.domain import profile_confirmations
from network.domain.versions import locked, write
from network.models import Hospital, HospitalProfile
from network.profile_sections import EDITABLE, REQUIRED
from tools import clock

INCOMPLETE = text(
    "network.profile.incomplete", _("Fill these in before confirming; enter 0 where there was none: %(fields)s.")
)


@verb(permissions.CHANGE_PROFILE)
def update_profile(hospital: Hospital, *, changes: dict, expected: int | None = None, by: Actor) -> HospitalProfile:
    """Write new values into the profile (field name → value); what was confirmed must be confirmed again.

    Raises Stale when somebody else was faster, ValueError for a field that is not editable.
    """
    unknown = set(changes) - set(EDITABLE)
    if unknown:
        raise ValueError(f"No editable fields of the profile: {', '.join(sorted(unknown))}")
    row = locked(hospital.profile, expected, logged_on=hospital)
    logged = logbook.changed(row, changes)
    if not logged:
        logbook.nothing_changed()
        return row
    write(row, changes | {"confirmed_on": None, "confirmed_by": None})
    logbook.record(row, by=by, verb="profile.updated", changes=logged)
    return row


@verb(permissions.CONFIRM_PROFILE)
def confirm_profile(hospital: Hospital, *, expected: int | None = None, by: Actor) -> HospitalProfile:
    """Say that the profile is right as of today; the year keeps it, whatever is written later.

    Raises Refused naming what is still empty, Stale.
    """
    row = locked(hospital.profile, expected, logged_on=hospital)
    reason = not_confirmable(row)
    if reason is not None:
        raise Refused(reason, hospital)
    new = {"confirmed_on": clock.today(), "confirmed_by": by.user}
    logged = {"confirmed_on": (row.confirmed_on, new["confirmed_on"])}
    write(row, new)
    kept = profile_confirmations.keep(row, by=by)
    logged |= {"year": ("", kept.year), "sha256": ("", kept.sha256)}
    logbook.record(row, by=by, verb="profile.confirmed", changes=logged)
    return row


def not_confirmable(profile: HospitalProfile) -> Refusal | None:
    """Why the profile cannot be confirmed yet: what those who decide on applications rely on is still empty."""
    empty = [name for name in REQUIRED if getattr(profile, name) is None]
    titles = [str(profile._meta.get_field(name).verbose_name) for name in empty]
    return refusal(INCOMPLETE, fields=titles) if titles else None
