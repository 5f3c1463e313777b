"""A piece of news as a letter in the reader's language: what every sender is handed."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from access.delivery.channels import address_of
from access.models import Delivery

LONGEST_SUBJECT = 120


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

    @property
    def body(self) -> str:
        """The text of the e-mail."""
        with translation.override(self.language):
            context = {"letter": self, "preferences_url": absolute(reverse("access:channels"))}
            return render_to_string("access/mail/news.txt", context)


def absolute(path: str) -> str:
    """An address of this site as it stands in a message."""
    return urljoin(settings.PUBLIC_URL, path)


def letter_of(delivery: Delivery) -> Letter:
    """The letter of a delivery; its address is empty when the person has none any more."""
    user, news = delivery.user, delivery.notification
    language = user.language or settings.LANGUAGE_CODE
    with translation.override(language):
        # A line break would end the header of an e-mail, and begin another of somebody's making.
        sentence = " ".join(str(news).split())
        subject = _("Lianyan: %(news)s") % {"news": sentence}
    return Letter(
        uid=str(delivery.uid),
        address=address_of(user, delivery.channel),
        name=user.name,
        language=language,
        kind=delivery.kind,
        subject=subject if len(subject) <= LONGEST_SUBJECT else f"{subject[: LONGEST_SUBJECT - 1]}…",
        sentence=sentence,
        url=absolute(reverse("workspace:notification", args=[news.uid])),
        sent_at=news.sent_at.isoformat(timespec="seconds"),
    )
