"""The shelf: documents of a hospital that hold for years, such as its licence, each with its last day."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from office.enums import StandingKind, StandingState
from office.queries.standing_documents import StandingQuerySet
from tools import clock


class StandingDocument(Identified, ScopedModel):
    """One document of one hospital (the legal person: a campus with a licence of its own has a row of its own).

    Only the hospital's own people see the shelf. A centre or the province reads a document where the hospital has put
    it into an application: as that application's paper, which stays as it was when the shelf moves on.
    ``valid_to`` is the last valid day, empty for a record without one. A renewal is a new row; ``replaced_on`` is the
    first day on which it takes the old one's place. ``ended_on`` is the first day without the document.
    """

    # The hospital's key without a foreign key: the row of houses puts hospitals above this one.
    hospital_id = models.PositiveBigIntegerField(_("hospital"))
    kind = models.CharField(_("kind"), max_length=20, choices=StandingKind.choices)
    number = models.CharField(_("number of the document"), max_length=60)
    issuer = models.CharField(_("issuing authority"), max_length=100)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("last valid day"), null=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="successor", verbose_name=_("replaces")
    )
    replaced_on = models.DateField(_("replaced on"), null=True)
    ended_on = models.DateField(_("taken off on"), null=True)
    end_reason = models.CharField(_("why it was taken off"), max_length=300, blank=True)
    added_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(_("added at"), default=clock.now)
    version = models.PositiveIntegerField(default=1, editable=False)

    view_permission = "office.view_standingdocument"
    scope_paths = {ScopeKind.HOSPITAL: Path("hospital_id", of="hospital")}
    privacy = {
        "uid": Privacy.VALUE,
        "hospital_id": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "number": Privacy.VALUE,
        "issuer": Privacy.VALUE,
        "valid_from": Privacy.VALUE,
        "valid_to": Privacy.VALUE,
        "replaces": Privacy.VALUE,
        "replaced_on": Privacy.VALUE,
        "ended_on": Privacy.VALUE,
        "end_reason": Privacy.VALUE,
        "added_by": Privacy.VALUE,
        "added_at": Privacy.VALUE,
        "version": Privacy.VALUE,
    }

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("standing document")
        verbose_name_plural = _("standing documents")
        indexes = [models.Index(fields=["hospital_id", "kind"]), models.Index(fields=["valid_to"])]
        constraints = [
            models.UniqueConstraint(
                fields=["hospital_id", "kind", "number"],
                condition=Q(replaced_on__isnull=True, ended_on__isnull=True),
                name="one_live_document_per_number",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="document_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="") | Q(ended_on__isnull=False) & ~Q(end_reason=""),
                name="ended_document_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(replaced_on__isnull=True), name="document_ends_one_way"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    def get_absolute_url(self) -> str:
        """The document's page."""
        return reverse("office:standing_document", args=[self.uid])

    @property
    def scope_kind(self) -> str:
        """A document belongs to a hospital, named by ``scope_id`` as in role assignments."""
        return ScopeKind.HOSPITAL.value

    @property
    def scope_id(self) -> int:
        """The hospital's key."""
        return self.hospital_id

    def state_on(self, day: date) -> StandingState:
        """What holds on a day; the twin of ``with_state()``."""
        if self.ended_on and self.ended_on <= day:
            return StandingState.ENDED
        if self.replaced_on and self.replaced_on <= day:
            return StandingState.REPLACED
        if self.valid_to and self.valid_to < day:
            return StandingState.EXPIRED
        return StandingState.UPCOMING if self.valid_from > day else StandingState.CURRENT

    @property
    def state(self) -> StandingState:
        """What holds today."""
        return self.state_on(clock.today())

    @property
    def is_live(self) -> bool:
        """Whether nobody has replaced it or taken it off."""
        return self.replaced_on is None and self.ended_on is None

    @property
    def days_left(self) -> int | None:
        """Days until the last valid day, negative after it; None without one."""
        return None if self.valid_to is None else (self.valid_to - clock.today()).days
