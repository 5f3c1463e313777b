"""A piece of news as a letter in the reader's language: what every sender is handed.

The link for a new password is kept nowhere: it is made here, when the letter goes to the mail server, stands in this
letter only, and is good for PASSWORD_RESET_TIMEOUT from then on. Row and news say that a link was asked for.
"""

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urljoin

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from access.delivery.channels import address_of
from access.enums import Channel
from access.models import Delivery, EmailChange, Notification, User

LONGEST_SUBJECT = 120
# News with this code takes a link for a new password along, by e-mail and by no other channel.
LINK_NEWS = "news.password_link.asked"
# News with this code go to the address that is to be confirmed, with the link that confirms it, and nowhere else.
CONFIRM_NEWS = "news.email_change.asked"
CONFIRM_HOURS = 24
CONFIRM_SALT = "access.email_change"


@dataclass(frozen=True)
class Letter:
    """One message, complete: ``address`` is the full one, ``url`` absolute, ``uid`` stays the same at each attempt."""

    uid: str
    address: str
    name: str
    language: str
    kind: str
    subject: str
    sentence: str
    url: str
    sent_at: str
    template: ClassVar[str] = "access/mail/news.txt"

    @property
    def body(self) -> str:
        """The text of the e-mail."""
        with translation.override(self.language):
            context = {"letter": self, "preferences_url": absolute(reverse("access:channels"))}
            return render_to_string(self.template, context)


@dataclass(frozen=True)
class LinkLetter(Letter):
    """The letter whose ``url`` sets a new password, once."""

    username: str = ""
    template: ClassVar[str] = "access/mail/password_link.txt"


@dataclass(frozen=True)
class ConfirmLetter(Letter):
    """The letter whose ``url`` makes a new address count."""

    template: ClassVar[str] = "access/mail/confirm_email.txt"


def absolute(path: str) -> str:
    """An address of this site as it stands in a message."""
    return urljoin(settings.PUBLIC_URL, path)


def password_link(user: User) -> str:
    """A new link with which the person sets a password once; void after another password or sign-in."""
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return absolute(reverse("account_reset_password_from_key", kwargs=parts))


def letter_of(delivery: Delivery) -> Letter:
    """The letter of a delivery; its address is empty when the person has none any more."""
    news = delivery.notification
    if news.code == LINK_NEWS and delivery.channel == Channel.EMAIL:
        return _link_letter(delivery.user, _parts(delivery))
    if news.code == CONFIRM_NEWS:
        return _confirm_letter(delivery)
    return Letter(**_parts(delivery), url=absolute(reverse("workspace:notification", args=[news.uid])))


def _link_letter(user: User, parts: dict[str, str]) -> LinkLetter:
    with translation.override(parts["language"]):
        subject = _("Lianyan: %(news)s") % {"news": _("A new password")}
    return LinkLetter(**parts | {"subject": subject, "url": password_link(user)}, username=user.username)


def _confirm_letter(delivery: Delivery) -> Letter:
    parts = _parts(delivery)
    change = _open_change(delivery.user)
    key = signing.dumps(str(change.uid), salt=CONFIRM_SALT) if change else ""
    url = absolute(reverse("confirm_email", args=[key])) if key else ""
    with translation.override(parts["language"]):
        subject = _("Lianyan: %(news)s") % {"news": _("Confirm your e-mail address")}
    return ConfirmLetter(**parts | {"subject": subject}, url=url)


def _open_change(user: User) -> EmailChange | None:
    change = EmailChange.objects.filter(user=user, confirmed_at=None, void_at=None).first()
    return change if change is not None and change.is_open else None


def address_for(news: Notification, channel: str) -> str:
    """Where a piece of news goes by a channel: the person's address, or the new one that is to be confirmed."""
    if news.code != CONFIRM_NEWS:
        return address_of(news.user, channel)
    change = _open_change(news.user) if channel == Channel.EMAIL else None
    return change.email if change is not None and news.user.is_active else ""


def _parts(delivery: Delivery) -> dict[str, str]:
    user, news = delivery.user, delivery.notification
    language = user.language or settings.LANGUAGE_CODE
    with translation.override(language):
        # A line break would end the header of an e-mail, and begin another of somebody's making.
        sentence = " ".join(str(news).split())
        subject = _("Lianyan: %(news)s") % {"news": sentence}
    return {
        "uid": str(delivery.uid),
        "address": address_for(news, delivery.channel),
        "name": user.name,
        "language": language,
        "kind": delivery.kind,
        "subject": subject if len(subject) <= LONGEST_SUBJECT else f"{subject[: LONGEST_SUBJECT - 1]}…",
        "sentence": sentence,
        "sent_at": news.sent_at.isoformat(timespec="seconds"),
    }
