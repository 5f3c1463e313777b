"""Reads of a network's questions."""

from datetime import date

from django.db import models

from network.rules_enums import Occasion
from tools import clock


class QuestionSetQuerySet(models.QuerySet):
    """Adjectives of question sets."""

    def in_force(self, on: date | None = None, *, occasion: str = Occasion.ANNUAL) -> dict:
        """The version in force on a day, today unless named, of each network: ``{network id: question set}``."""
        rows = self.filter(occasion=occasion, valid_from__lte=on or clock.today()).order_by("valid_from", "version")
        return {row.network_id: row for row in rows}
