"""Reviews of a study: its science, and whether the institution takes it on; held elsewhere or here."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.models import Hospital
from studies.enums import Conflict, ReviewDecision, ReviewKind, ReviewMode, ReviewState, SeatState
from studies.models.study import Study
from tools import clock


class StudyReview(Identified, ScopedModel):
    """One review by the lead hospital. Its closing says what it came to; the paper of the decision is attached.

    Seen by the lead hospital only: invited reviewers see their own seat, centres the study.
    """

    study = models.ForeignKey(Study, models.PROTECT, related_name="reviews", verbose_name=_("study"))
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("lead site"))
    kind = models.CharField(_("kind of review"), max_length=20, choices=ReviewKind.choices)
    mode = models.CharField(_("held"), max_length=20, choices=ReviewMode.choices)
    state = models.CharField(_("state"), max_length=20, choices=ReviewState.choices, default=ReviewState.OPEN)
    version = models.PositiveIntegerField(default=1, editable=False)
    body = models.CharField(_("reviewing body"), max_length=200)
    decision = models.CharField(_("decision"), max_length=20, choices=ReviewDecision.choices, blank=True)
    decided_on = models.DateField(_("decided on"), null=True)
    document_number = models.CharField(_("document number"), max_length=60, blank=True)
    summary = models.TextField(_("what it came to"), blank=True)
    due_on = models.DateField(_("opinions due on"), null=True)
    # The version of the record that was reviewed.
    record_version = models.PositiveIntegerField(_("version of the record"))
    opened_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(_("opened at"), default=clock.now)
    closed_at = models.DateTimeField(_("closed at"), null=True)

    view_permission = "studies.view_studyreview"
    scope_paths = {ScopeKind.HOSPITAL: Path("hospital")}
    privacy = {
        "uid": Privacy.VALUE,
        "study": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "mode": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "body": Privacy.VALUE,
        "decision": Privacy.VALUE,
        "decided_on": Privacy.VALUE,
        "document_number": Privacy.VALUE,
        "summary": Privacy.VALUE,
        "due_on": Privacy.VALUE,
        "record_version": Privacy.VALUE,
        "opened_by": Privacy.VALUE,
        "opened_at": Privacy.VALUE,
        "closed_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("review of a study")
        verbose_name_plural = _("reviews of studies")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "kind"], condition=Q(state=ReviewState.OPEN), name="one_open_review_per_kind"
            ),
            models.CheckConstraint(
                condition=~Q(state=ReviewState.CLOSED) | (~Q(decision="") & Q(decided_on__isnull=False)),
                name="closed_review_has_decision_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.study}"

    def get_absolute_url(self) -> str:
        """The review's page."""
        return reverse("studies:review", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}


class ReviewSeat(Identified, ScopedModel):
    """One invited reviewer: declares conflicts first, then reads and gives an opinion; seen by oneself and by the lead
    hospital's office."""

    review = models.ForeignKey(StudyReview, models.PROTECT, related_name="seats", verbose_name=_("review"))
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("lead site"))
    reviewer = models.ForeignKey("access.User", models.PROTECT, related_name="+", verbose_name=_("reviewer"))
    state = models.CharField(_("state"), max_length=20, choices=SeatState.choices, default=SeatState.INVITED)
    version = models.PositiveIntegerField(default=1, editable=False)
    conflict = models.CharField(_("conflict of interest"), max_length=10, choices=Conflict.choices, blank=True)
    conflict_text = models.TextField(_("which interest"), blank=True)
    declared_at = models.DateTimeField(_("declared at"), null=True)
    verdict = models.CharField(_("comes to"), max_length=20, choices=ReviewDecision.choices, blank=True)
    opinion = models.TextField(_("opinion"), blank=True)
    given_at = models.DateTimeField(_("given at"), null=True)
    invited_at = models.DateTimeField(_("invited at"), default=clock.now)

    view_permission = "studies.view_studyreview"
    scope_paths = {ScopeKind.SELF: Path("reviewer"), ScopeKind.HOSPITAL: Path("hospital")}
    privacy = {
        "uid": Privacy.VALUE,
        "review": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "reviewer": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "conflict": Privacy.VALUE,
        "conflict_text": Privacy.CHANGED,
        "declared_at": Privacy.VALUE,
        "verdict": Privacy.VALUE,
        "opinion": Privacy.CHANGED,
        "given_at": Privacy.VALUE,
        "invited_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("invited reviewer")
        verbose_name_plural = _("invited reviewers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "reviewer"], name="one_seat_per_review_and_reviewer"),
            models.CheckConstraint(
                condition=~Q(state=SeatState.GIVEN) | (~Q(verdict="") & ~Q(opinion="")),
                name="given_opinion_is_written",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer.name} · {self.review}"

    def get_absolute_url(self) -> str:
        """The reviewer's page."""
        return reverse("studies:seat", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}
