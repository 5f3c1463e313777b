"""Further names of a hospital, with their days."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from network.enums import NameKind
from network.models.hospital import Hospital


class OtherName(models.Model):
    """A second, former or short name; part of the public directory, written by verbs on the hospital."""

    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="other_names", verbose_name=_("hospital"))
    name = models.CharField(_("name"), max_length=100)
    initials = models.CharField(max_length=100, editable=False)
    kind = models.CharField(_("kind of name"), max_length=10, choices=NameKind.choices)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("further name")
        verbose_name_plural = _("further names")
        ordering = ["hospital", "valid_from", "pk"]
        indexes = [models.Index(fields=["name"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="other_name_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["hospital", "name", "kind", "valid_from"],
                condition=Q(valid_from__isnull=False),
                name="other_name_once_per_day",
            ),
            models.UniqueConstraint(
                fields=["hospital", "name", "kind"],
                condition=Q(valid_from__isnull=True),
                name="other_name_once_without_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name
