"""When what was entered for a hospital can be confirmed or contested, and what it holds up until then."""

from django.utils.translation import gettext_lazy as _

from access import deputies, logbook
from access.actor import Actor
from access.refusals import Refusal, refusal
from access.texts import text
from network import proxy_permissions as permissions
from network.membership_enums import ApplicationState
from network.proxy_enums import ProxyState, ShownProxyState

OWN_ENTRY = text("network.proxy.own_entry", _("You entered this from paper yourself: another person confirms it."))
OWN_COPY = text(
    "network.proxy.own_copy", _("You uploaded the sealed copy yourself: a second person compares its code.")
)
NOT_BEFORE_CENTRE = text(
    "network.proxy.not_before_centre",
    _("The application is “%(state)s”: what was entered can only be answered while the centre has it."),
)
LAPSED = text(
    "network.proxy.lapsed",
    _("The time to confirm ended on %(day)s: ask the centre to send its letter again."),
)
COPY_MISSING = text(
    "network.proxy.copy_missing", _("Upload the letter with the hospital's seal first, as PDF or photographs.")
)
UNCONFIRMED = text(
    "network.proxy.unconfirmed",
    _("The centre entered this application from paper and the hospital has not confirmed it: wait for its answer."),
)
ANSWERED = text("network.proxy.answered", _("The hospital has answered already: “%(state)s”."))
PAPER_FIXED = text(
    "network.proxy.paper_fixed", _("The paper from which it was entered stays as it is: enter it anew if it is wrong.")
)
# The two kinds of papers of an entry: what was typed from, and the letter that came back with the seal.
PAPER, SEALED_COPY = "paper", "sealed_copy"
BEFORE_CENTRE = (ApplicationState.SUBMITTED, ApplicationState.UNDER_REVIEW)


def entry_of(application):
    """The entry of an application that a centre entered for its hospital, or None."""
    return getattr(application, "proxy_entry", None)


def is_unconfirmed(application) -> bool:
    """Whether a centre entered the application and its hospital has not confirmed it."""
    entry = entry_of(application)
    return entry is not None and entry.is_unconfirmed


def confirmed_by_hospital(application, actor) -> Refusal | None:
    """Nobody is admitted by what the hospital has not confirmed."""
    return refusal(UNCONFIRMED) if is_unconfirmed(application) else None


def before_the_centre(entry, actor) -> Refusal | None:
    """The entry of an application is answered while the centre has it; what is with the hospital, its own signature
    confirms. The rule of all entries is ``annual_paper_policies.answerable``."""
    application = entry.application
    if application.state in BEFORE_CENTRE:
        return None
    return refusal(NOT_BEFORE_CENTRE, state=str(application.get_state_display()))


def in_time(entry, actor) -> Refusal | None:
    """Confirming takes the day into account; the hospital's own signature since is no late confirmation."""
    signed_since = not entry.is_annual and entry.application.resubmitted_at > entry.entered_at
    if signed_since or entry.shown_state != ShownProxyState.LAPSED:
        return None
    return refusal(LAPSED, day=entry.expires_on.isoformat())


def _own(entry, actor: Actor, permission: str) -> bool:
    """Whether the actor, or the person for whom the actor acts, entered it."""
    told = logbook.history(entry).filter(verb="proxy_entry.entered")
    entered = {entry.entered_by_id}.union(*(deputies.people_of(row) for row in told))
    return bool(entered & deputies.people_behind(actor, permission, entry))


def not_own_for_hospital(entry, actor) -> Refusal | None:
    """Whoever entered it at the centre does not confirm it for the hospital, whatever hats are worn."""
    return refusal(OWN_ENTRY) if actor.user and _own(entry, actor, permissions.ANSWER) else None


def compared_by_second_person(entry, actor) -> Refusal | None:
    """Whoever entered it or uploaded the sealed copy does not compare the code."""
    if actor.user is None:
        return None
    if _own(entry, actor, permissions.COMPARE):
        return refusal(OWN_ENTRY)
    now = deputies.people_behind(actor, permissions.COMPARE, entry)
    return refusal(OWN_COPY) if sealed_copies(entry).filter(uploaded_by__in=now).exists() else None


def sealed_copies(entry):
    """The sealed letters that are not withdrawn."""
    from office.models import Attachment

    return Attachment.objects.of(entry).current().filter(kind=SEALED_COPY)


def sealed_copy_attached(entry, actor) -> Refusal | None:
    """The letter with the hospital's seal is there."""
    return None if sealed_copies(entry).exists() else refusal(COPY_MISSING)


def papers_locked(entry, kind: str) -> Refusal | None:
    """The paper never changes once it is entered; the sealed copy comes while nobody has answered."""
    if kind == PAPER:
        return None if entry.version == 1 and not _has_paper(entry) else refusal(PAPER_FIXED)
    if entry.state == ProxyState.ENTERED:
        return None
    return refusal(ANSWERED, state=str(entry.get_state_display()))


def _has_paper(entry) -> bool:
    from office.models import Attachment

    return Attachment.objects.of(entry).filter(kind=PAPER).exists()
