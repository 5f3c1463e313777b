"""The gate of the privacy notice: who has not agreed to the version in force reads it before anything else."""

from django.utils.translation import gettext_lazy as _

from access.gates import Gate
from access.models import PrivacyNotice
from access.texts import text

READ_FIRST = text(
    "access.privacy.read_first", _("Read the privacy notice and say whether you agree; then you can go on.")
)


def pending(user) -> PrivacyNotice | None:
    """The version in force, when the person has not agreed to it; one query."""
    notice = PrivacyNotice.objects.in_force().with_answer_of(user).first()
    return notice if notice is not None and not notice.accepted else None


def has_agreed(user) -> bool:
    """Whether nothing is left to agree to: known already when the session was read (access.sessions), else asked."""
    known = getattr(user, "has_agreed", None)
    return pending(user) is None if known is None else known


GATE = Gate(
    code="privacy",
    order=20,
    closed=lambda actor: not has_agreed(actor.user),
    page="accept_privacy",
    sentence=READ_FIRST,
)
