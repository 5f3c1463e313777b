"""The state of the logbook's seals as the facts component shows it."""

from django.utils.translation import gettext as _

from access.models import LogHead, LogSeal
from tools import clock


def shown() -> list[dict]:
    """The newest seal and the newest head that left the machine."""
    seal = LogSeal.objects.order_by("-number").first()
    head = LogHead.objects.order_by("-day").first()
    return [
        {"label": _("Newest seal"), "value": _seal(seal) if seal else ""},
        {"label": _("Entries sealed"), "value": seal.total if seal else 0},
        {"label": _("Newest head sent away"), "value": _head(head) if head else _("none yet")},
    ]


def _seal(seal: LogSeal) -> str:
    when = clock.local(seal.sealed_at).strftime("%Y-%m-%d %H:%M")
    return _("number %(number)d at %(when)s") % {"number": seal.number, "when": when}


def _head(head: LogHead) -> str:
    return _("%(day)s, seal %(number)d") % {"day": head.day.isoformat(), "number": head.seal}
