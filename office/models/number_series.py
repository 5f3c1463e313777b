"""How far each series of numbers has come."""

from django.db import models


class NumberSeries(models.Model):
    """One series, such as the applications of a network in a year, and the last serial that it gave."""

    code = models.CharField(max_length=80, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.code}: {self.last}"
