"""Publishing versions of the privacy notice, and agreeing to them."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.models import PrivacyAcceptance, PrivacyNotice
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb

NOT_IN_FORCE = text("access.privacy.not_in_force", _("A newer version of the notice is in force: read that one."))


class VersionChanged(ValueError):
    """The text or the day of a published version differs from what people have agreed to."""


@verb(open_because="reference data of the province, brought in by the system at every start")
def publish(thing=None, *, version: int, effective_on: date, body: dict, by: Actor) -> PrivacyNotice | None:
    """Add a version of the notice; None when it is there already. Raises VersionChanged when it reads differently."""
    notice, created = PrivacyNotice.objects.get_or_create(
        version=version, defaults={"effective_on": effective_on, "body": body}
    )
    if created:
        logbook.record(notice, by=by, verb="privacy_notice.published")
        return notice
    logbook.nothing_changed()
    if (notice.effective_on, notice.body) != (effective_on, body):
        raise VersionChanged(f"Version {version} of the privacy notice is published: write a new version.")
    return None


@verb(open_because="everybody agrees for oneself, and to the version in force only")
def accept(notice: PrivacyNotice, *, by: Actor) -> PrivacyAcceptance:
    """Agree to the notice in force; the second time changes nothing. Raises Refused for another version.

    Personal Information Protection Law, articles 7, 14 and 17: told before, agreed to knowingly, and anew when
    purpose or kind of the processing changes.
    """
    if PrivacyNotice.objects.in_force().first() != notice:
        raise Refused(refusal(NOT_IN_FORCE))
    acceptance, created = PrivacyAcceptance.objects.get_or_create(user=by.user, notice=notice)
    if created:
        logbook.record(notice, by=by, verb="privacy_notice.accepted")
    else:
        logbook.nothing_changed()
    return acceptance
