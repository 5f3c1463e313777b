"""The rules of the annual confirmation as the database holds them, kept for a short while.

Every question about members asks for them. A rule can only be added for years to come, so that a copy some seconds
old says the same of every day up to today.
"""

import time
from dataclasses import dataclass

from django.apps import apps

from network.seasons import Rule

KEPT_SECONDS = 20


@dataclass
class _Kept:
    rules: tuple[Rule, ...] = ()
    until: float = 0.0


_kept = _Kept()


def rules() -> tuple[Rule, ...]:
    """All rules that there have been."""
    if time.monotonic() >= _kept.until:
        rows = apps.get_model("network.ConfirmationRule").objects.order_by("valid_from")
        _kept.rules = tuple(row.as_rule for row in rows)
        _kept.until = time.monotonic() + KEPT_SECONDS
    return _kept.rules


def forget() -> None:
    """Ask the database again: called by the verbs that add a rule."""
    _kept.until = 0.0
