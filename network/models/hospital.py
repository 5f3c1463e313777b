"""Hospitals and other health institutions: legal persons with one or more campuses."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.enums import HospitalLevel, InstitutionType, ManagementClass
from network.models.bilingual import Bilingual
from network.queries.hospitals import HospitalQuerySet


class Hospital(index.Indexed, Bilingual, Identified, ScopedModel):
    """One institution. The names, level and places are directory data that anybody may read.

    ``credit_code_checked`` says that the code's check characters agree; a code that was really issued with wrong ones
    is kept with the reason of whoever overrode the finding. ``closed_on`` is the first day without the institution.
    """

    name_zh = models.CharField(_("Chinese name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    initials = models.CharField(max_length=100, editable=False)
    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    credit_code_checked = models.BooleanField(_("check characters agree"), default=False, editable=False)
    credit_code_override_reason = models.CharField(
        _("why the code is right although its check characters are not"), max_length=300, blank=True
    )
    legal_person = models.BooleanField(_("independent legal person"), default=True)
    institution_type = models.CharField(_("type of institution"), max_length=4, choices=InstitutionType.choices)
    management_class = models.CharField(_("management class"), max_length=1, choices=ManagementClass.choices)
    level = models.CharField(_("level"), max_length=2, choices=HospitalLevel.choices)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("merged into")
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = HospitalQuerySet.as_manager()

    search_fields = [
        index.SearchField("name_zh"),
        index.SearchField("name_en"),
        index.SearchField("initials"),
        index.SearchField("credit_code"),
        index.RelatedFields("other_names", [index.SearchField("name")]),
        # The door and the adjectives may filter by these before a search.
        index.FilterField("id"),
        index.FilterField("closed_on"),
        index.FilterField("level"),
        index.FilterField("institution_type"),
    ]

    view_permission = "network.view_hospital"
    scope_paths = {
        ScopeKind.HOSPITAL: Path("pk", of="hospital"),
        ScopeKind.REGION: Path("pk", of="hospital"),
        ScopeKind.PROVINCE: Path.all(),
    }
    public = Q()
    privacy = {
        "uid": Privacy.VALUE,
        "name_zh": Privacy.VALUE,
        "name_en": Privacy.VALUE,
        "sort_key": Privacy.VALUE,
        "initials": Privacy.VALUE,
        "credit_code": Privacy.VALUE,
        "credit_code_checked": Privacy.VALUE,
        "credit_code_override_reason": Privacy.VALUE,
        "legal_person": Privacy.VALUE,
        "institution_type": Privacy.VALUE,
        "management_class": Privacy.VALUE,
        "level": Privacy.VALUE,
        "closed_on": Privacy.VALUE,
        "merged_into": Privacy.VALUE,
        "version": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("hospital")
        verbose_name_plural = _("hospitals")
        indexes = [models.Index(fields=["level"]), models.Index(fields=["institution_type"])]
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"], condition=~Q(credit_code=""), name="one_hospital_per_credit_code"
            ),
            models.CheckConstraint(
                condition=Q(credit_code="") | Q(Exact(Length("credit_code"), 18)), name="credit_code_has_18_characters"
            ),
            models.CheckConstraint(
                condition=Q(legal_person=False) | ~Q(credit_code=""), name="legal_person_has_credit_code"
            ),
            models.CheckConstraint(
                condition=Q(credit_code="") | Q(credit_code_checked=True) | ~Q(credit_code_override_reason=""),
                name="credit_code_override_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(closed_on__isnull=False), name="merged_hospital_is_closed"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")), name="hospital_not_merged_into_itself"
            ),
        ]

    def get_absolute_url(self) -> str:
        """The hospital's page in the workspace."""
        return reverse("network:hospital", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The logbook finds the hospital's entries by its own id."""
        return {"hospital_id": self.pk}

    def is_open(self, on) -> bool:
        """Whether the institution exists on a day; the twin of ``open()``."""
        return self.closed_on is None or on < self.closed_on

    def level_on(self, day) -> str:
        """The level that the institution held on a day; the twin of ``with_level_on()``."""
        later = self.events.levels_after(day).first()
        return later.before if later else self.level
