"""Research sites 研究场所: where in a hospital research can be done."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.models import Identified, ScopedModel
from network.models import Campus, Hospital
from network.models.bilingual import Bilingual
from sites.enums.research_site import DataSystem, Language, SampleStorage, SiteKind
from sites.models.scope import OF_HOSPITAL, values
from sites.queries.research_sites import ResearchSiteQuerySet
from tools import clock


class ResearchSite(Bilingual, Identified, ScopedModel):
    """A department or unit with what it can do in research. Its fields, beds and cases are ``capacities``.

    ``open_to`` is its last day. ``campus`` is empty for a site that works on all campuses of its hospital.
    ``languages``, ``data_systems`` and ``sample_storage`` hold codes of their lists, each once.
    """

    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="research_sites", verbose_name=_("hospital"))
    campus = models.ForeignKey(
        Campus, models.PROTECT, null=True, blank=True, related_name="research_sites", verbose_name=_("campus")
    )
    name_zh = models.CharField(_("Chinese name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    kind = models.CharField(_("kind"), max_length=20, choices=SiteKind.choices)
    languages = models.JSONField(_("working languages"), default=list, blank=True)
    data_systems = models.JSONField(_("data systems"), default=list, blank=True)
    sample_storage = models.JSONField(_("storage of samples"), default=list, blank=True)
    open_from = models.DateField(_("open from"), default=clock.today)
    open_to = models.DateField(_("open until"), null=True, blank=True)
    entered_on = models.DateField(_("entered on"), default=clock.today)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("confirmed by")
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ResearchSiteQuerySet.as_manager()

    view_permission = "research_sites.view_researchsite"
    scope_paths = OF_HOSPITAL
    privacy = values(
        "uid",
        "hospital",
        "campus",
        "name_zh",
        "name_en",
        "sort_key",
        "kind",
        "languages",
        "data_systems",
        "sample_storage",
        "open_from",
        "open_to",
        "entered_on",
        "confirmed_on",
        "confirmed_by",
        "version",
    )

    class Meta:
        verbose_name = _("research site")
        verbose_name_plural = _("research sites")
        constraints = [
            models.UniqueConstraint(
                fields=["hospital", "name_zh"], condition=Q(open_to__isnull=True), name="research_site_names_differ"
            ),
            models.CheckConstraint(
                condition=Q(open_to__isnull=True) | Q(open_to__gte=F("open_from")),
                name="research_site_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(confirmed_on__isnull=False),
                name="research_site_confirmed_on_a_day",
            ),
        ]

    def get_absolute_url(self) -> str:
        """The site's page."""
        return reverse("sites:site", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}

    def is_open(self, on: date) -> bool:
        """Whether the site exists on a day; the twin of ``open()``."""
        return self.open_from <= on and (self.open_to is None or on <= self.open_to)

    @property
    def language_titles(self) -> list[str]:
        """The working languages in words."""
        return [str(Language(code).label) for code in self.languages]

    @property
    def data_system_titles(self) -> list[str]:
        """The data systems in words."""
        return [str(DataSystem(code).label) for code in self.data_systems]

    @property
    def storage_titles(self) -> list[str]:
        """The ways of keeping samples in words."""
        return [str(SampleStorage(code).label) for code in self.sample_storage]
