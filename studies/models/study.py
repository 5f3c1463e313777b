"""A collaborative study 协同研究: one row, whichever networks lead or join it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.models import Hospital
from studies.enums import BEFORE_REGISTRATION, EDITABLE, ENDED, KEEPS_RECORD, StudyKind, StudyState
from studies.queries.studies import StudyQuerySet
from tools import clock

SUBMITTED = Q(submitted_at__isnull=False)
# What a hospital that takes part may do with a study that another leads: it holds the same roles.
READING = frozenset({"studies.view_study", "studies.read_study"})


class Study(Identified, ScopedModel):
    """One study. The lead hospital sees its own, drafts included; the centres of its networks, the hospitals that take
    part, the region and the province from its first submission on; everybody once it is registered.

    The columns below ``state`` repeat what the last version of the record says (before the first: the draft), so that
    lists and the public register need not open documents. ``search_words`` is the same text as the search sees it.
    """

    number = models.CharField(_("study number"), max_length=40, blank=True)
    kind = models.CharField(_("kind of study"), max_length=20, choices=StudyKind.choices)
    lead_hospital = models.ForeignKey(
        Hospital, models.PROTECT, related_name="studies_led", verbose_name=_("lead site"), db_index=False
    )
    principal_investigator = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("principal investigator")
    )
    state = models.CharField(_("state"), max_length=20, choices=StudyState.choices, default=StudyState.DRAFT)
    version = models.PositiveIntegerField(default=1, editable=False)
    public_title_zh = models.CharField(_("public title"), max_length=300, blank=True)
    public_title_en = models.CharField(_("public title in English"), max_length=500, blank=True)
    study_type = models.CharField(_("study type"), max_length=30, blank=True)
    target_size = models.PositiveIntegerField(_("planned number of participants"), null=True)
    planned_start = models.DateField(_("planned first enrolment"), null=True)
    planned_end = models.DateField(_("planned end"), null=True)
    search_words = models.TextField(blank=True, editable=False)
    first_enrolled_on = models.DateField(_("first enrolment"), null=True)
    completed_on = models.DateField(_("ended on"), null=True)
    suspended_from = models.CharField(
        _("state before the suspension"), max_length=20, choices=StudyState.choices, blank=True
    )
    end_summary = models.TextField(_("summary at the end"), blank=True)
    created_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(_("begun at"), default=clock.now)
    submitted_at = models.DateTimeField(_("first submitted at"), null=True)
    approved_at = models.DateTimeField(_("approved at"), null=True)
    registered_at = models.DateTimeField(_("registered at"), null=True)

    objects = StudyQuerySet.as_manager()

    view_permission = "studies.view_study"
    public = Q(registered_at__isnull=False) & ~Q(state=StudyState.WITHDRAWN)
    scope_paths = {
        ScopeKind.HOSPITAL: (
            Path("lead_hospital", of="hospital"),
            Path("pk", of="study", when=SUBMITTED, only=READING),
        ),
        ScopeKind.CENTRE: Path("pk", of="study", when=SUBMITTED),
        ScopeKind.REGION: Path("lead_hospital", of="hospital", when=SUBMITTED),
        ScopeKind.PROVINCE: Path.all(when=SUBMITTED),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "number": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "lead_hospital": Privacy.VALUE,
        "principal_investigator": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "public_title_zh": Privacy.VALUE,
        "public_title_en": Privacy.VALUE,
        "study_type": Privacy.VALUE,
        "target_size": Privacy.VALUE,
        "planned_start": Privacy.VALUE,
        "planned_end": Privacy.VALUE,
        "search_words": Privacy.CHANGED,
        "first_enrolled_on": Privacy.VALUE,
        "completed_on": Privacy.VALUE,
        "suspended_from": Privacy.VALUE,
        "end_summary": Privacy.VALUE,
        "created_by": Privacy.VALUE,
        "created_at": Privacy.VALUE,
        "submitted_at": Privacy.VALUE,
        "approved_at": Privacy.VALUE,
        "registered_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("study")
        verbose_name_plural = _("studies")
        # What can be granted on one study beside Django's own permissions needs a row there.
        permissions = [("read_study", "Can read the record"), ("review_study", "Can review by invitation")]
        indexes = [
            models.Index(fields=["lead_hospital", "-created_at", "-id"], name="study_hospital_newest"),
            models.Index(fields=["-created_at", "-id"], name="study_newest"),
            models.Index(fields=["state", "-created_at"], name="study_state_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="study_numbers_are_unique"),
            models.CheckConstraint(
                condition=Q(state__in=(StudyState.DRAFT, StudyState.AWAITING_SIGNOFF, StudyState.WITHDRAWN))
                | Q(submitted_at__isnull=False),
                name="submitted_study_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(*BEFORE_REGISTRATION, StudyState.WITHDRAWN))
                | (Q(registered_at__isnull=False) & ~Q(number="")),
                name="registered_study_has_number_and_time",
            ),
            models.CheckConstraint(
                condition=Q(state=StudyState.SUSPENDED, suspended_from__gt="")
                | (~Q(state=StudyState.SUSPENDED) & Q(suspended_from="")),
                name="suspended_study_knows_where_it_was",
            ),
            models.CheckConstraint(
                condition=~Q(state=StudyState.COMPLETED) | (Q(completed_on__isnull=False) & ~Q(end_summary="")),
                name="completed_study_has_day_and_summary",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}" if self.number else self.title

    @property
    def title(self) -> str:
        """The public title in the reader's language; what a draft is called that has none yet."""
        first, second = self.public_title_zh, self.public_title_en
        if get_language() == "en":
            first, second = second, first
        return first or second or str(_("Study without a title"))

    def get_absolute_url(self) -> str:
        """The study's page."""
        return reverse("studies:study", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.lead_hospital_id}

    @property
    def is_editable(self) -> bool:
        """Whether the record may be written as a draft now."""
        return self.state in EDITABLE

    @property
    def keeps_record(self) -> bool:
        """Whether the record may be written at all now: as a draft, or for an amendment."""
        return self.state in KEEPS_RECORD

    @property
    def is_ended(self) -> bool:
        """Whether nothing more can happen to it."""
        return self.state in ENDED
