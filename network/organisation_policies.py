"""When a step of a hospital's registration is possible: guards that answer with a sentence."""

from django.utils.translation import gettext_lazy as _

from access import deputies, logbook
from access.models import Invitation, User
from access.refusals import Refusal, refusal
from access.texts import text
from network import organisation_permissions as permissions
from network.policies import closed_hospital

OWN_REGISTRATION = text(
    "network.registration.own",
    _("You handed this registration in, or invited the person who did: another person approves it."),
)
LETTER_MISSING = text(
    "network.registration.letter_missing", _("There is no letter with the hospital's seal: return it and ask for one.")
)
TOO_LATE = text(
    "network.registration.too_late",
    _("This registration can no longer be completed: begin a new one."),
)


def _filers(registration) -> set[int]:
    """The ids of the people who handed it in or completed it while signed in, or whose e-mail address it names."""
    told = logbook.history(registration).filter(verb__in=("registration.handed_in", "registration.completed"))
    filed = set().union(*(deputies.people_of(entry) for entry in told))
    return filed | set(User.objects.filter(email__iexact=registration.email).values_list("pk", flat=True))


def _inviters(registration) -> set[int]:
    """The ids of the people who invited the person who asks; an approval that invites is no such invitation."""
    approved = type(registration).objects.filter(invitation__isnull=False)
    rows = Invitation.objects.filter(email__iexact=registration.email, invited_by__isnull=False)
    return set(rows.exclude(pk__in=approved.values("invitation")).values_list("invited_by", flat=True))


def approved_by_another(registration, actor) -> Refusal | None:
    """Four eyes: who handed it in, or invited the person who did, does not approve it, whatever hats are worn."""
    if actor.user is None:
        return None
    behind = deputies.people_behind(actor, permissions.DECIDE_REGISTRATION, registration)
    return refusal(OWN_REGISTRATION) if behind & (_filers(registration) | _inviters(registration)) else None


def claimed_is_open(registration, actor) -> Refusal | None:
    """A hospital that has closed since is not claimed any more."""
    return closed_hospital(registration.hospital) if registration.hospital_id else None


def letter_attached(registration, actor) -> Refusal | None:
    """The letter with the hospital's seal is there."""
    from office.models import Attachment

    return None if Attachment.objects.of(registration).current().exists() else refusal(LETTER_MISSING)


def in_time(registration, actor) -> Refusal | None:
    """A returned registration is completed by its last day."""
    return None if registration.can_be_answered() else refusal(TOO_LATE)
