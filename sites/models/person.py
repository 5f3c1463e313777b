"""People at research sites, and their certificates."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.models import Hospital
from network.models.dated import DATED_PRIVACY, Dated
from network.queries.structure import StandingQuerySet
from sites.enums.person import CertificateKind, SiteFunction
from sites.models.research_site import ResearchSite
from sites.models.scope import OF_HOSPITAL, values
from sites.queries.records import CertificateQuerySet
from tools import clock


class SitePerson(Dated):
    """A person with a function at a research site between two days. ``hospital`` is the site's."""

    site = models.ForeignKey(ResearchSite, models.PROTECT, related_name="people", verbose_name=_("research site"))
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("hospital"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="site_functions", verbose_name=_("person")
    )
    function = models.CharField(_("function"), max_length=20, choices=SiteFunction.choices)

    objects = StandingQuerySet.as_manager()

    view_permission = "research_sites.view_siteperson"
    scope_paths = OF_HOSPITAL
    privacy = DATED_PRIVACY | values("site", "hospital", "user", "function")

    class Meta(Dated.Meta):
        verbose_name = _("person at a research site")
        verbose_name_plural = _("people at research sites")

    def __str__(self) -> str:
        return f"{self.user.name} ({self.get_function_display()})"

    def get_absolute_url(self) -> str:
        """People are shown on the site's page."""
        return self.site.get_absolute_url()

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}


class PersonCertificate(Dated):
    """A certificate of a person, kept by a hospital with its copy. ``valid_to`` is its last valid day, empty for one
    without. A renewal is a new row that ``replaces`` it; ``told_days`` is the last of 30 and 7 days before its end on
    which its people were told."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="certificates", verbose_name=_("person")
    )
    hospital = models.ForeignKey(
        Hospital, models.PROTECT, related_name="person_certificates", verbose_name=_("hospital")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=CertificateKind.choices)
    number = models.CharField(_("number"), max_length=60, blank=True)
    issuer = models.CharField(_("issuing body"), max_length=100)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="successor", verbose_name=_("replaces")
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True)
    told_days = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = CertificateQuerySet.as_manager()

    view_permission = "research_sites.view_personcertificate"
    scope_paths = OF_HOSPITAL
    privacy = DATED_PRIVACY | values(
        "user", "hospital", "kind", "number", "issuer", "replaces", "withdrawn_on", "told_days"
    )

    class Meta(Dated.Meta):
        verbose_name = _("certificate of a person")
        verbose_name_plural = _("certificates of people")
        indexes = [models.Index(fields=["valid_to"])]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(replaces=models.F("pk")), name="certificate_replaces_another"),
        ]

    def __str__(self) -> str:
        return f"{self.user.name} · {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """The certificate's page."""
        return reverse("sites:certificate", args=[self.uid])

    @property
    def days_left(self) -> int | None:
        """Days until the last valid day, negative after it; None without one."""
        return None if self.valid_to is None else (self.valid_to - clock.today()).days

    @property
    def is_live(self) -> bool:
        """Whether no newer one has replaced it and nobody has withdrawn it."""
        return self.withdrawn_on is None and not type(self).objects.filter(replaces=self.pk).exists()

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}
