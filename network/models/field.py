"""Fields of disease that a centre may be about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.enums import FieldCategory
from network.models.bilingual import Bilingual


class DiseaseField(Bilingual):
    """One field, in one of the plan's five groups. Reference data, written by ``sync_reference`` only."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    category = models.CharField(_("group"), max_length=20, choices=FieldCategory.choices)
    name_zh = models.CharField(_("Chinese name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(_("place in lists"))

    class Meta:
        verbose_name = _("disease field")
        verbose_name_plural = _("disease fields")
        ordering = ["position"]
