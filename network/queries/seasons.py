"""The rules of the annual confirmation as the database holds them, kept for a short while.

Every question about members asks for them. A rule can only be added for years to come, so that a copy some seconds
old says the same of every day up to today.
"""

from django.apps import apps

from network.queries import kept
from network.seasons import Rule


def _load() -> tuple[Rule, ...]:
    rows = apps.get_model("network.ConfirmationRule").objects.order_by("valid_from")
    return tuple(row.as_rule for row in rows)


_rules = kept.Copy(_load)


def rules() -> tuple[Rule, ...]:
    """All rules that there have been."""
    return _rules.now()


def forget() -> None:
    """Ask the database again: called by the verbs that add a rule."""
    kept.forget()
