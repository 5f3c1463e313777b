"""The digest as a letter: news by kind, and open tasks with their due dates, in the reader's language."""

from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from access.actor import Actor
from access.delivery.channels import address_of
from access.delivery.kinds import kind_of
from access.delivery.letters import Letter, absolute
from access.models import Delivery, Task, User
from tools import clock

# How many news and how many tasks a digest names; the inbox has the others.
SHOWN = 50


@dataclass(frozen=True)
class Line:
    """One piece of news, or one task: ``day`` is when it is due."""

    text: str
    url: str
    day: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class DigestLetter(Letter):
    """Several news and the open tasks; ``url`` is the inbox. ``more_…``: how many are not named here."""

    groups: tuple[tuple[str, tuple[Line, ...]], ...] = ()
    tasks: tuple[Line, ...] = ()
    more_news: int = 0
    more_tasks: int = 0
    template: ClassVar[str] = "access/mail/digest.txt"


def open_tasks(user: User):
    """The open tasks of the roles that a person holds today."""
    return Task.objects.owned_by(Actor.of(user)).open()


def digest_letter(delivery: Delivery) -> DigestLetter:
    """The letter of a digest: the tasks are those open at the moment when it goes out."""
    user = delivery.user
    language = user.language or settings.LANGUAGE_CODE
    with translation.override(language):
        news, tasks = delivery.digested.order_by("sent_at", "pk"), open_tasks(user).order_by("due_on", "opened_at")
        counts = {"more_news": news.count() - SHOWN, "more_tasks": tasks.count() - SHOWN}
        title = _("Digest of %(day)s") % {"day": clock.local(delivery.queued_at).date().isoformat()}
        return DigestLetter(
            uid=str(delivery.uid),
            address=address_of(user, delivery.channel),
            name=user.name,
            language=language,
            kind=delivery.kind,
            subject=_("Lianyan: %(news)s") % {"news": title},
            sentence=title,
            url=absolute(reverse("workspace:inbox")),
            sent_at=delivery.queued_at.isoformat(timespec="seconds"),
            groups=_grouped(news[:SHOWN]),
            tasks=tuple(_task(task) for task in tasks[:SHOWN]),
            **{name: max(0, count) for name, count in counts.items()},
        )


def _grouped(news) -> tuple:
    groups: dict[str, list[Line]] = {}
    for item in news:
        url = absolute(reverse("workspace:notification", args=[item.uid]))
        groups.setdefault(str(kind_of(item.code).title), []).append(Line(_in_one_line(item), url))
    return tuple((title, tuple(lines)) for title, lines in groups.items())


def _task(task: Task) -> Line:
    late = task.due_on is not None and task.due_on < clock.today()
    return Line(_in_one_line(task), absolute(task.url), task.due_on.isoformat() if task.due_on else "", late)


def _in_one_line(thing) -> str:
    return " ".join(str(thing).split())
