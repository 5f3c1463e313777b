"""How a study plans its enrolment, the shares of its sites, and the places of competitive enrolment."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.models import Hospital
from studies.enums.enrolment import Curve, ReleaseReason, SlotState
from studies.models.study import Study
from studies.models.study_site import StudySite
from studies.queries.enrolment import SlotQuerySet
from tools import clock

SEEING = frozenset({"studies.view_enrolmentplan"})


class EnrolmentPlan(Identified, ScopedModel):
    """A study's plan. ``cap`` is set exactly when sites compete for the places (竞争入组): its row is the lock under
    which places are reserved."""

    study = models.OneToOneField(Study, models.PROTECT, related_name="enrolment_plan", verbose_name=_("study"))
    lead_hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("lead site"))
    curve = models.CharField(_("planned growth"), max_length=10, choices=Curve.choices, default=Curve.LINEAR)
    begins_on = models.DateField(_("planned first enrolment"))
    ends_on = models.DateField(_("planned last enrolment"))
    target = models.PositiveIntegerField(_("planned number of participants"))
    cap = models.PositiveIntegerField(_("cap of all sites together"), null=True)
    last_sequence = models.PositiveIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    view_permission = "studies.view_enrolmentplan"
    scope_paths = {
        ScopeKind.HOSPITAL: (Path("lead_hospital", of="hospital"), Path("study", only=SEEING)),
        ScopeKind.CENTRE: Path("study"),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = dict.fromkeys(
        (
            "uid",
            "study",
            "lead_hospital",
            "curve",
            "begins_on",
            "ends_on",
            "target",
            "cap",
            "last_sequence",
            "version",
        ),
        Privacy.VALUE,
    )

    class Meta:
        verbose_name = _("enrolment plan")
        verbose_name_plural = _("enrolment plans")
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("begins_on")), name="enrolment_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(cap__isnull=True) | Q(cap__gt=0), name="enrolment_cap_is_positive"),
        ]

    def __str__(self) -> str:
        return str(self.study)

    def get_absolute_url(self) -> str:
        """The study's enrolment page."""
        return reverse("studies:enrolment", args=[self.study.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.lead_hospital_id}


class SiteShare(models.Model):
    """The least that is expected of a site under competitive enrolment, and the most that it may enrol."""

    study_site = models.OneToOneField(StudySite, models.PROTECT, related_name="share", verbose_name=_("study site"))
    minimum = models.PositiveIntegerField(_("at least"), null=True)
    maximum = models.PositiveIntegerField(_("at most"), null=True)

    class Meta:
        verbose_name = _("share of a site")
        verbose_name_plural = _("shares of sites")
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum__isnull=True) | Q(maximum__isnull=True) | Q(minimum__lte=F("maximum")),
                name="share_minimum_up_to_maximum",
            ),
        ]

    def __str__(self) -> str:
        return str(self.study_site)


class EnrolmentSlot(Identified, ScopedModel):
    """One place: reserved before consent, then filled or given back. Of the participant nothing is kept but the
    study's running number."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="slots", verbose_name=_("study"))
    study_site = models.ForeignKey(StudySite, models.PROTECT, related_name="slots", verbose_name=_("study site"))
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("hospital"))
    lead_hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("lead site"))
    sequence = models.PositiveIntegerField(_("running number"))
    state = models.CharField(_("state"), max_length=10, choices=SlotState.choices, default=SlotState.RESERVED)
    version = models.PositiveIntegerField(default=1, editable=False)
    reserved_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    reserved_at = models.DateTimeField(_("reserved at"), default=clock.now)
    expires_at = models.DateTimeField(_("reserved until"))
    enrolled_on = models.DateField(_("enrolled on"), null=True)
    released_at = models.DateTimeField(_("released at"), null=True)
    release_reason = models.CharField(_("reason"), max_length=20, choices=ReleaseReason.choices, blank=True)

    objects = SlotQuerySet.as_manager()

    view_permission = "studies.view_enrolmentslot"
    scope_paths = {
        ScopeKind.HOSPITAL: (Path("lead_hospital", of="hospital"), Path("hospital")),
        ScopeKind.CENTRE: Path("study"),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = dict.fromkeys(
        (
            "uid",
            "study",
            "study_site",
            "hospital",
            "lead_hospital",
            "sequence",
            "state",
            "version",
            "reserved_by",
            "reserved_at",
            "expires_at",
            "enrolled_on",
            "released_at",
            "release_reason",
        ),
        Privacy.VALUE,
    )

    class Meta:
        verbose_name = _("place of competitive enrolment")
        verbose_name_plural = _("places of competitive enrolment")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["study", "sequence"], name="slot_numbers_are_unique"),
            models.CheckConstraint(
                condition=Q(state=SlotState.ENROLLED, enrolled_on__isnull=False)
                | (~Q(state=SlotState.ENROLLED) & Q(enrolled_on__isnull=True)),
                name="enrolled_slot_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=SlotState.RELEASED) | Q(released_at__isnull=False),
                name="released_slot_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.study_site} · {self.sequence:04}"

    def get_absolute_url(self) -> str:
        """The site's places."""
        return reverse("studies:slots", args=[self.study_site.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}

    @property
    def has_expired(self) -> bool:
        """Whether the reservation ran out; it holds no place any more, whether or not anybody has looked since."""
        return self.state == SlotState.RESERVED and self.expires_at <= clock.now()
