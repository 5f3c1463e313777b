"""Reporting regions: the places that the province counts by."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import ScopedModel
from network.enums import RegionKind
from network.models.bilingual import Bilingual, in_reader_language


class Region(Bilingual, ScopedModel):
    """One reporting region, known by its division code and never by its name; its tile on the hexagon map.

    Reference data, written by ``sync_reference`` only.
    """

    code = models.CharField(_("code"), max_length=6, unique=True)
    name_zh = models.CharField(_("Chinese name"), max_length=40)
    name_en = models.CharField(_("English name"), max_length=80, blank=True)
    short_zh = models.CharField(_("short Chinese name"), max_length=10)
    short_en = models.CharField(_("short English name"), max_length=20, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=RegionKind.choices)
    alias_code = models.CharField(_("code in other systems"), max_length=6, blank=True)
    tile_column = models.PositiveSmallIntegerField()
    tile_row = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField(_("place in lists"))

    view_permission = "network.view_region"
    scope_paths = {ScopeKind.REGION: Path("pk", of="region"), ScopeKind.PROVINCE: Path.all()}
    public = Q()
    privacy = {
        "code": Privacy.VALUE,
        "name_zh": Privacy.VALUE,
        "name_en": Privacy.VALUE,
        "short_zh": Privacy.VALUE,
        "short_en": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "alias_code": Privacy.VALUE,
        "tile_column": Privacy.VALUE,
        "tile_row": Privacy.VALUE,
        "position": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("reporting region")
        verbose_name_plural = _("reporting regions")
        ordering = ["position"]

    def get_absolute_url(self) -> str:
        """The region's page in the workspace."""
        return reverse("network:region", args=[self.code])

    @property
    def short(self) -> str:
        """The short name for tiles and narrow columns."""
        return in_reader_language(self.short_zh, self.short_en)
