"""The number that says how often public data has changed."""

from django.db import models


class PublicGeneration(models.Model):
    """One row; whoever changes what the public reads adds one, and pages kept under an older number are dead."""

    ONLY = 1

    number = models.PositiveBigIntegerField(default=1)
    # What stands on every public page, written by the house that shows it: read with the number, in one query.
    standing = models.JSONField(default=dict)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_public_generation")]

    def __str__(self) -> str:
        return str(self.number)
