"""Ethics committees of hospitals, and whose opinions are recognised by whom."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import ScopeKind
from network.models import Hospital, Region
from network.models.bilingual import Bilingual
from network.models.dated import DATED_PRIVACY, Dated
from network.queries.structure import StandingQuerySet
from sites.enums.record import Acceptance, Audience, MeetingRhythm
from sites.models.scope import OF_HOSPITAL, values
from sites.queries.records import RecognitionQuerySet


class EthicsCommittee(Bilingual, Dated):
    """An ethics committee on record. Who may review studies is public knowledge, and so is whom to call at work."""

    hospital = models.ForeignKey(
        Hospital, models.PROTECT, related_name="ethics_committees", verbose_name=_("hospital")
    )
    name_zh = models.CharField(_("Chinese name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    record_number = models.CharField(_("record number"), max_length=60, blank=True)
    meets = models.CharField(_("meets"), max_length=20, choices=MeetingRhythm.choices)
    acceptance = models.CharField(
        _("with a recognised opinion"), max_length=20, choices=Acceptance.choices, default=Acceptance.OWN
    )
    work_phone = models.CharField(_("work phone"), max_length=40, blank=True)

    objects = StandingQuerySet.as_manager()

    view_permission = "research_sites.view_ethicscommittee"
    public = Q()
    scope_paths = OF_HOSPITAL | {ScopeKind.PROVINCE: Path.all()}
    privacy = DATED_PRIVACY | values(
        "hospital", "name_zh", "name_en", "record_number", "meets", "acceptance", "work_phone"
    )

    class Meta(Dated.Meta):
        verbose_name = _("ethics committee")
        verbose_name_plural = _("ethics committees")

    def get_absolute_url(self) -> str:
        """The committee's page."""
        return reverse("sites:ethics_committee", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}


class RecognitionEntry(Dated):
    """That opinions of a committee are recognised between two days: by one committee, by those of a region, or by
    everyone on the list. ``recognised_by`` says the same as one word, so that the database finds entries twice."""

    committee = models.ForeignKey(
        EthicsCommittee, models.PROTECT, related_name="recognitions", verbose_name=_("committee")
    )
    audience = models.CharField(_("recognised by"), max_length=20, choices=Audience.choices)
    by_committee = models.ForeignKey(
        EthicsCommittee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recognises",
        verbose_name=_("recognising committee"),
    )
    by_region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("recognising region")
    )
    recognised_by = models.CharField(max_length=40, editable=False)

    objects = RecognitionQuerySet.as_manager()

    view_permission = "research_sites.view_recognitionentry"
    public = Q()
    scope_paths = {ScopeKind.PROVINCE: Path.all()}
    privacy = DATED_PRIVACY | values("committee", "audience", "by_committee", "by_region", "recognised_by")

    class Meta(Dated.Meta):
        verbose_name = _("entry of the recognition list")
        verbose_name_plural = _("entries of the recognition list")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(audience=Audience.EVERYONE, by_committee__isnull=True, by_region__isnull=True)
                | Q(audience=Audience.REGION, by_committee__isnull=True, by_region__isnull=False)
                | Q(audience=Audience.COMMITTEE, by_committee__isnull=False, by_region__isnull=True),
                name="recognition_names_its_audience",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee} → {self.by_title}"

    @property
    def by_title(self) -> str:
        """By whom, in words."""
        return str(self.by_committee or self.by_region or self.get_audience_display())

    def get_absolute_url(self) -> str:
        """An entry is shown on its committee's page."""
        return self.committee.get_absolute_url()

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.committee.hospital_id}
