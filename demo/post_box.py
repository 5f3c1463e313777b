"""The post box of a demonstration: what would have been sent lands here, and nothing leaves the machine."""

from django.core.mail.backends.base import BaseEmailBackend

from access.delivery.letters import Letter
from access.enums import Channel
from access.models import User
from demo.models import PostItem

# How many a page shows.
SHOWN = 50


class EmailBackend(BaseEmailBackend):
    """Django's way of sending mail, into the post box: one item for each recipient."""

    def send_messages(self, email_messages) -> int:
        """Keep them; returns how many."""
        for message in email_messages:
            for address in message.recipients():
                keep(Channel.EMAIL, address, str(message.subject), str(message.body))
        return len(email_messages)


def take_message(letter: Letter) -> None:
    """What the gateway for text messages or WeCom would have been handed."""
    keep(Channel.MESSAGE, letter.address, letter.subject, letter.sentence, letter.url)


def keep(channel: str, address: str, subject: str, body: str, url: str = "") -> None:
    """Keep one item, and only the newest ones of all."""
    PostItem.objects.create(channel=channel, address=address, subject=subject[:200], body=body, url=url)
    oldest_kept = PostItem.objects.order_by("-pk").values_list("pk", flat=True)[PostItem.MOST - 1 :][:1]
    PostItem.objects.filter(pk__lt=next(iter(oldest_kept), 0)).delete()


def items(address: str = "") -> list[PostItem]:
    """The newest items, of one address or of all."""
    rows = PostItem.objects.filter(address=address) if address else PostItem.objects.all()
    return list(rows.order_by("-pk")[:SHOWN])


def addresses() -> list[tuple[str, str]]:
    """Every address in the box with the name of its person: ``[(address, name)]``."""
    known = set(PostItem.objects.values_list("address", flat=True))
    people = User.objects.filter(email__in=known).values_list("email", "name")
    people = people.union(User.objects.filter(mobile__in=known).exclude(mobile="").values_list("mobile", "name"))
    names = dict(people)
    return sorted(((address, names.get(address, "")) for address in known), key=lambda pair: (pair[1], pair[0]))
