"""The daily head: the newest seal's number and hash leave the machine, so that nobody can rewrite what came before.

Whoever holds a head that was sent can tell whether the chain still contains it (`manage.py verify_logbook --heads`).
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from access.models import LogHead, LogSeal
from access.sealing import chain
from tools import clock


def send(day: date | None = None) -> LogHead | None:
    """Seal what is left, then write the head to its folder and mail it, once a day; None while nothing is sealed.

    Whatever fails is tried again: the row that says "sent" is written last.
    """
    day = day or clock.today()
    known = LogHead.objects.filter(day=day).first()
    if known:
        return known
    chain.seal_finished(whole=True)
    seal = LogSeal.objects.order_by("-number").first()
    if seal is None:
        return None
    head = LogHead(day=day, seal=seal.number, hash=seal.hash, entries=seal.total, sent_at=clock.now())
    head.file_name = _write(head)
    head.mailed_to = ", ".join(_mail(head))
    head.save(force_insert=True)
    return head


def content(head: LogHead) -> dict:
    """A head as its file and its mail carry it."""
    return {"day": head.day.isoformat(), "seal": head.seal, "hash": head.hash, "entries": head.entries}


def _write(head: LogHead) -> str:
    folder = Path(settings.LOGBOOK_HEAD_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{head.day.isoformat()}.json"
    building = target.with_suffix(".new")
    building.write_text(json.dumps(content(head)) + "\n")
    building.replace(target)
    return target.name


def _mail(head: LogHead) -> list[str]:
    addresses = list(settings.LOGBOOK_HEAD_MAIL)
    if not addresses:
        return []
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Head of the logbook, %(day)s") % {"day": head.day.isoformat()}
        body = _("Keep this message: with it anybody can check that nothing written until today was changed later.")
    EmailMessage(subject, f"{body}\n\n{json.dumps(content(head), indent=2)}\n", to=addresses).send()
    return addresses


def kept_in(folder: Path) -> Iterator[tuple[str, dict]]:
    """Name and content of each head file in a folder, in order of their names; {} for one that cannot be read."""
    for path in sorted(folder.glob("*.json")):
        try:
            found = json.loads(path.read_text())
            yield path.name, {key: found[key] for key in ("seal", "hash", "entries")}
        except (OSError, ValueError, KeyError, TypeError):
            yield path.name, {}
