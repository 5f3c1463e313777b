"""Tiers of membership."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.models.bilingual import Bilingual


class Tier(Bilingual):
    """How closely a hospital belongs to a network. Reference data, written by ``sync_reference`` only."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_zh = models.CharField(_("Chinese name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=100, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), unique=True, help_text=_("1 is the closest tier."))

    class Meta:
        verbose_name = _("tier")
        verbose_name_plural = _("tiers")
        ordering = ["rank"]
