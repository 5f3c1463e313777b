"""Clinical research centres."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.enums import CentreLevel
from network.models.bilingual import Bilingual, in_reader_language
from network.models.field import DiseaseField
from network.models.hospital import Hospital
from network.queries.centres import CentreQuerySet


class Centre(index.Indexed, Bilingual, Identified, ScopedModel):
    """A centre at its host hospital, about one field of disease. Public directory data.

    ``closed_on`` is the first day without the centre.
    """

    slug = models.SlugField(_("name in addresses"), max_length=60, unique=True)
    name_zh = models.CharField(_("Chinese name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    host = models.ForeignKey(Hospital, models.PROTECT, related_name="centres", verbose_name=_("host institution"))
    field = models.ForeignKey(DiseaseField, models.PROTECT, related_name="centres", verbose_name=_("disease field"))
    level = models.CharField(_("level"), max_length=20, choices=CentreLevel.choices, default=CentreLevel.PROVINCIAL)
    director_name = models.CharField(_("director"), max_length=60, blank=True)
    established_on = models.DateField(_("established on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    phone = models.CharField(_("work phone"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    summary_zh = models.TextField(_("summary in Chinese"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CentreQuerySet.as_manager()

    search_fields = [
        index.SearchField("name_zh"),
        index.SearchField("name_en"),
        index.SearchField("summary_zh"),
        index.SearchField("summary_en"),
        index.SearchField("director_name"),
        index.RelatedFields("field", [index.SearchField("name_zh"), index.SearchField("name_en")]),
        index.RelatedFields("host", [index.SearchField("name_zh"), index.SearchField("name_en")]),
        index.RelatedFields("networks", [index.SearchField("name_zh"), index.SearchField("name_en")]),
        # The door and the adjectives may filter by these before a search.
        index.FilterField("id"),
        index.FilterField("established_on"),
        index.FilterField("closed_on"),
        index.FilterField("field"),
    ]

    view_permission = "network.view_centre"
    scope_paths = {ScopeKind.CENTRE: Path("pk", of="centre"), ScopeKind.PROVINCE: Path.all()}
    public = Q()
    privacy = {
        "uid": Privacy.VALUE,
        "slug": Privacy.VALUE,
        "name_zh": Privacy.VALUE,
        "name_en": Privacy.VALUE,
        "sort_key": Privacy.VALUE,
        "host": Privacy.VALUE,
        "field": Privacy.VALUE,
        "level": Privacy.VALUE,
        "director_name": Privacy.VALUE,
        "established_on": Privacy.VALUE,
        "closed_on": Privacy.VALUE,
        "phone": Privacy.VALUE,
        "address": Privacy.VALUE,
        "summary_zh": Privacy.CHANGED,
        "summary_en": Privacy.CHANGED,
        "version": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("centre")
        verbose_name_plural = _("centres")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gt=F("established_on")),
                name="centre_closes_after_it_opens",
            ),
        ]

    def get_absolute_url(self) -> str:
        """The centre's page in the workspace."""
        return reverse("network:centre", args=[self.uid])

    @property
    def summary(self) -> str:
        """The summary in the reader's language."""
        return in_reader_language(self.summary_zh, self.summary_en)

    @property
    def log_scope(self) -> dict[str, int]:
        """The logbook finds the centre's entries by its own id."""
        return {"centre_id": self.pk}

    def is_open(self, on) -> bool:
        """Whether the centre exists on a day; the twin of ``open()``."""
        return self.established_on <= on and (self.closed_on is None or on < self.closed_on)
