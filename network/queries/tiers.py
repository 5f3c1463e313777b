"""Reads of tiers: which may be chosen on a day, and what each is called on it.

Every page that names a tier asks for its versions: they are kept for a short while, with the rules of the seasons. A
version holds from today at the earliest, so that a copy some seconds old shows the former name for so long at most.
"""

from datetime import date

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef

from network.queries import kept
from tools import clock


class TierQuerySet(models.QuerySet):
    """Adjectives of tiers."""

    def offered(self, on: date | None = None):
        """Those at which one may join on a day, today unless named: with a version of that day, or without any."""
        versions = apps.get_model("network.TierVersion").objects.filter(tier=OuterRef("pk"))
        return self.filter(Exists(versions.valid(on)) | ~Exists(versions))


def _load() -> dict[int, list]:
    found: dict[int, list] = {}
    for row in apps.get_model("network.TierVersion").objects.order_by("-valid_from"):
        found.setdefault(row.tier_id, []).append(row)
    return found


_versions = kept.Copy(_load)


def version_on(tier_id: int | None, on: date | None = None):
    """The version of a tier on a day, today unless named; None where nobody has written one for it."""
    if tier_id is None:
        return None
    day = on or clock.today()
    return next((row for row in _versions.now().get(tier_id, ()) if row.is_valid(day)), None)


def last_before(tier_id: int | None, on: date | None = None):
    """The version of the day, or the last one that has ended: what those who keep an ended tier still call it."""
    day = on or clock.today()
    rows = _versions.now().get(tier_id, ()) if tier_id else ()
    return next((row for row in rows if row.valid_from <= day), None)
