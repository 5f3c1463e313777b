"""What happened to an organisation on a day: names, levels, mergers, splits."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.enums import HospitalLevel
from network.models.hospital import Hospital
from network.organisation_enums import BETWEEN_TWO, EventKind
from network.queries.organisation_events import OrganisationEventQuerySet
from tools import clock


class OrganisationEvent(Identified, ScopedModel):
    """One event of a hospital's public history. ``on`` is the first day on which ``after`` holds.

    ``other`` is the second hospital of a merger, a split or a campus that went over. ``before`` and ``after`` are
    names; of a change of level the codes. The reason is read by those who read the hospital's history.
    """

    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="events", verbose_name=_("hospital"))
    other = models.ForeignKey(
        Hospital, models.PROTECT, null=True, related_name="events_of_others", verbose_name=_("other hospital")
    )
    kind = models.CharField(_("kind of event"), max_length=20, choices=EventKind.choices)
    on = models.DateField(_("day"))
    before = models.CharField(_("before"), max_length=200, blank=True)
    after = models.CharField(_("after"), max_length=200, blank=True)
    document_number = models.CharField(_("number of the document"), max_length=100, blank=True)
    document_on = models.DateField(_("date of the document"), null=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("entered at"), default=clock.now)

    objects = OrganisationEventQuerySet.as_manager()

    view_permission = "network.view_organisationevent"
    scope_paths = {
        ScopeKind.HOSPITAL: (Path("hospital"), Path("other", of="hospital")),
        ScopeKind.REGION: (Path("hospital"), Path("other", of="hospital")),
        ScopeKind.PROVINCE: Path.all(),
    }
    public = Q()
    privacy = {
        "uid": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "other": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "on": Privacy.VALUE,
        "before": Privacy.VALUE,
        "after": Privacy.VALUE,
        "document_number": Privacy.VALUE,
        "document_on": Privacy.VALUE,
        "reason": Privacy.VALUE,
        "created_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("organisation event")
        verbose_name_plural = _("organisation events")
        indexes = [models.Index(fields=["hospital", "kind", "on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=BETWEEN_TWO, other__isnull=False)
                | (~Q(kind__in=BETWEEN_TWO) & Q(other__isnull=True)),
                name="event_between_two_names_both",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=(EventKind.RENAMED, EventKind.LEVEL_CHANGED)) | (~Q(before="") & ~Q(after="")),
                name="event_of_a_change_says_what_changed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """An event is shown on its hospital's page."""
        return self.hospital.get_absolute_url()

    @property
    def before_title(self) -> str:
        """What was, in words."""
        return self._in_words(self.before)

    @property
    def after_title(self) -> str:
        """What is since, in words."""
        return self._in_words(self.after)

    def _in_words(self, value: str) -> str:
        known = self.kind == EventKind.LEVEL_CHANGED and value in HospitalLevel.values
        return str(HospitalLevel(value).label) if known else value
