"""Disease networks, each led by a centre."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.models.bilingual import Bilingual
from network.models.centre import Centre
from network.queries.networks import NetworkQuerySet


class Network(Bilingual, Identified, ScopedModel):
    """What hospitals join. Public directory data. ``code`` begins the numbers of its applications and members.

    ``closed_on`` is the first day without the network.
    """

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="networks", verbose_name=_("centre"))
    slug = models.SlugField(_("name in addresses"), max_length=60, unique=True)
    code = models.CharField(_("code"), max_length=12, unique=True)
    name_zh = models.CharField(_("Chinese name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    term_years = models.PositiveSmallIntegerField(
        _("term of a membership in years"), default=3, validators=[MinValueValidator(1)]
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = NetworkQuerySet.as_manager()

    view_permission = "network.view_network"
    scope_paths = {
        ScopeKind.CENTRE: Path("centre"),
        ScopeKind.NETWORK: Path("pk", of="network"),
        ScopeKind.PROVINCE: Path.all(),
    }
    public = Q()
    privacy = {
        "uid": Privacy.VALUE,
        "centre": Privacy.VALUE,
        "slug": Privacy.VALUE,
        "code": Privacy.VALUE,
        "name_zh": Privacy.VALUE,
        "name_en": Privacy.VALUE,
        "sort_key": Privacy.VALUE,
        "opened_on": Privacy.VALUE,
        "closed_on": Privacy.VALUE,
        "term_years": Privacy.VALUE,
        "version": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("disease network")
        verbose_name_plural = _("disease networks")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gt=F("opened_on")),
                name="network_closes_after_it_opens",
            ),
            models.CheckConstraint(condition=Q(term_years__gte=1), name="network_term_is_a_year_or_more"),
        ]

    def get_absolute_url(self) -> str:
        """The network's page in the workspace."""
        return reverse("network:network", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The logbook finds the network's entries by its own id."""
        return {"network_id": self.pk}

    def is_open(self, on) -> bool:
        """Whether the network exists on a day; the twin of ``open()``."""
        return self.opened_on <= on and (self.closed_on is None or on < self.closed_on)
