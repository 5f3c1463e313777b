"""How long messages and jobs are kept once they are over: DELIVERY_KEEP_DAYS and JOB_KEEP_DAYS.

No law asks for them: what was done stands in the logbook, and the news stay in the inbox. They help to find faults.
"""

from datetime import timedelta

from django.conf import settings
from django.core import checks
from django.db.models import QuerySet

from access.models import Delivery, Job
from tools import clock

# What can be purged -> the setting that says after how many days (0: never), and the model.
KEPT = {"deliveries": ("DELIVERY_KEEP_DAYS", Delivery), "jobs": ("JOB_KEEP_DAYS", Job)}
# A message is tried for some hours, and an administrator looks after it within days.
LEAST_DAYS = 30


def over(name: str) -> QuerySet | None:
    """The rows of one sort whose time is over; None when they are kept for good. Nothing that waits or runs."""
    setting, model = KEPT[name]
    days = getattr(settings, setting)
    return model.objects.over_before(clock.now() - timedelta(days=days)) if days else None


def title(name: str):
    """What rows of one sort are called."""
    return KEPT[name][1]._meta.verbose_name_plural


@checks.register
def check_record_retention(app_configs=None, **kwargs) -> list[checks.Error]:
    """Refuse settings under which messages or jobs would go before anybody has looked after them."""
    return [
        checks.Error(f"{name} must be 0 (for good) or {LEAST_DAYS} days or more.", id="access.E011")
        for name, _model in KEPT.values()
        if getattr(settings, name) and getattr(settings, name) < LEAST_DAYS
    ]
