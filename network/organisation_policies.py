"""When a step of a hospital's registration is possible: guards that answer with a sentence."""

from django.utils.translation import gettext_lazy as _

from access.refusals import Refusal, refusal
from access.texts import text
from network.policies import closed_hospital

LETTER_MISSING = text(
    "network.registration.letter_missing", _("There is no letter with the hospital's seal: return it and ask for one.")
)
TOO_LATE = text(
    "network.registration.too_late",
    _("This registration can no longer be completed: begin a new one."),
)


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
