"""Work in progress that is nobody else's business yet: never logged, never validated."""

from django.db import models

from tools import clock


class Draft(models.Model):
    """What one person has typed into one form about one object. Replaced by each autosave, gone once saved."""

    user = models.ForeignKey("access.User", models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=80)
    object_type = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    data = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "form", "object_type", "object_id"], name="one_draft_per_form")
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.object_type} {self.object_id}"


class FormToken(models.Model):
    """A form that was carried out: the same token again changes nothing."""

    token = models.CharField(max_length=40, unique=True)
    object_type = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    target = models.CharField(max_length=40)
    used_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.token
