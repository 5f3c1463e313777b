"""What a person changes about the own account."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import inbox, logbook
from access.actor import Actor
from access.delivery.letters import CONFIRM_HOURS, CONFIRM_NEWS
from access.models import EmailChange, User
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from tools import clock

CONTACT_NEWS = text(
    "news.account.contact_changed",
    _("The mobile number or e-mail address of your account was changed. Was it not you? Tell your administrator."),
)
text(
    CONFIRM_NEWS,
    _("A link was sent to the new e-mail address: the address counts once the link is opened. Not you? Say so."),
)
LINK_OVER = text(
    "access.account.link_over",
    _("This link does not count any more: it is used, too old, or another address was asked for. Ask for a new one."),
)
CONTACT_TAKEN = text(
    "access.account.contact_taken", _("Another account has this number or address: load the page again.")
)


@verb(open_because="a person's own account, after the password once more")
def change_contact(user: User, *, mobile: str, email: str, by: Actor) -> bool:
    """Set mobile number (as ``normalise_mobile`` gives it) and e-mail address; returns whether anything changed.

    A new address counts once the link that is sent to it was opened (``confirm_email``); an empty one at once.
    Raises Refused when another account got one of them meanwhile.
    """
    is_new = bool(email) and email.lower() != user.email.lower()
    changes = logbook.changed(user, {"mobile": mobile, "email": user.email if is_new else email})
    if is_new:
        _ask_to_confirm(user, email, by)
    if changes:
        _set(user, changes, by)
    elif not is_new:
        logbook.nothing_changed()
    return bool(changes) or is_new


def _set(user: User, changes: dict, by: Actor) -> None:
    for name, (_before, after) in changes.items():
        setattr(user, name, after)
    try:
        with transaction.atomic():
            user.save(update_fields=list(changes))
    except IntegrityError:
        raise Refused(refusal(CONTACT_TAKEN)) from None
    logbook.record(user, by=by, verb="sign_in.contact_changed", changes=changes)
    inbox.notify([user], CONTACT_NEWS, user, url=reverse("access:account"))


def _ask_to_confirm(user: User, email: str, by: Actor) -> None:
    """One open change for each person: the last address asked for is the one whose link counts."""
    now = clock.now()
    user.email_changes.filter(confirmed_at=None, void_at=None).update(void_at=now)
    EmailChange.objects.create(user=user, email=email, expires_at=now + timedelta(hours=CONFIRM_HOURS))
    logbook.record(user, by=by, verb="sign_in.email_asked", changes={"email": (user.email, email)})
    inbox.notify([user], CONFIRM_NEWS, user, url=reverse("access:account"))


def pending_email(user: User) -> EmailChange | None:
    """The address that waits for its link to be opened, or None."""
    found = user.email_changes.filter(confirmed_at=None, void_at=None).first()
    return found if found is not None and found.is_open else None


@verb(open_because="the signed link, which was sent to the new address only, stands for the permission")
def confirm_email(change: EmailChange, *, by: Actor) -> User:
    """Let a new address count: its link was opened. The former address is told.

    Raises Refused when the change is void, used or too old, and when another account got the address meanwhile.
    """
    change = EmailChange.objects.select_for_update().select_related("user").get(pk=change.pk)
    if not change.is_open or not change.user.is_active:
        raise Refused(refusal(LINK_OVER))
    user, former = change.user, change.user.email
    if former:
        inbox.notify([user], CONTACT_NEWS, user, url=reverse("access:account"))
    user.email, change.confirmed_at = change.email, clock.now()
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError:
        raise Refused(refusal(CONTACT_TAKEN)) from None
    change.save(update_fields=["confirmed_at"])
    logbook.record(user, by=by, verb="sign_in.contact_changed", changes={"email": (former, user.email)})
    return user


@verb(open_because="a person's own name, after the password once more")
def correct_name(user: User, *, name: str, by: Actor) -> bool:
    """Correct the own name (PIPL art. 46); what was done before keeps the name of then. Whether anything changed."""
    changes = logbook.changed(user, {"name": name})
    if not changes:
        logbook.nothing_changed()
        return False
    user.name = name
    user.save(update_fields=["name"])
    logbook.record(user, by=by, verb="account.name_corrected", changes=changes)
    return True
