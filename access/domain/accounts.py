"""What a person changes about the own account."""

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import inbox, logbook
from access.actor import Actor
from access.models import User
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb

CONTACT_NEWS = text(
    "news.account.contact_changed",
    _("The mobile number or e-mail address of your account was changed. Was it not you? Tell your administrator."),
)
CONTACT_TAKEN = text(
    "access.account.contact_taken", _("Another account has this number or address: load the page again.")
)


@verb(open_because="a person's own account, after the password once more")
def change_contact(user: User, *, mobile: str, email: str, by: Actor) -> bool:
    """Set mobile number (as ``normalise_mobile`` gives it) and e-mail address; returns whether anything changed.

    Raises Refused when another account got one of them meanwhile.
    """
    changes = logbook.changed(user, {"mobile": mobile, "email": email})
    if not changes:
        logbook.nothing_changed()
        return False
    user.mobile, user.email = mobile, email
    try:
        with transaction.atomic():
            user.save(update_fields=list(changes))
    except IntegrityError:
        raise Refused(refusal(CONTACT_TAKEN)) from None
    logbook.record(user, by=by, verb="sign_in.contact_changed", changes=changes)
    inbox.notify([user], CONTACT_NEWS, user, url=reverse("access:account"))
    return True
