"""How pages name the person for whom they were made, so that what was typed never goes to another's account."""

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from access.texts import text

# A script that saves what is typed sends the name of its page's person along.
HEADER = "X-Person"
ANOTHER = text(
    "access.another_person",
    _(
        "Somebody else has signed in in this browser. Copy your text, sign out there, and sign in again with your own "
        "account."
    ),
)


def person_key(user) -> str:
    """A stable name of 24 hexadecimal digits that tells nothing about the account."""
    return salted_hmac("access.person_key", str(user.pk), algorithm="sha256").hexdigest()[:24]


def is_of_another(request) -> bool:
    """Whether the page that sends this request was made for somebody else than who is signed in now."""
    named = request.headers.get(HEADER, "")
    return bool(named) and not constant_time_compare(named, person_key(request.user))
