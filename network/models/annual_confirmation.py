"""A hospital's confirmation of one year, for all its networks."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.confirmation_enums import ConfirmationState
from network.models.hospital import Hospital
from network.models.network import Network
from network.models.question_set import QuestionSet
from tools import clock

CONFIRMED = Q(state=ConfirmationState.CONFIRMED)


class AnnualConfirmation(Identified, ScopedModel):
    """One hospital in one year: its profile once, then each network's own questions. The hospital reads it, and once
    it is confirmed the province; centres read what was answered to them (``MembershipConfirmation``)."""

    hospital = models.ForeignKey(
        Hospital, models.PROTECT, related_name="annual_confirmations", verbose_name=_("hospital")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(
        _("state"), max_length=20, choices=ConfirmationState.choices, default=ConfirmationState.DRAFT
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    opened_at = models.DateTimeField(_("opened at"), default=clock.now)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)

    view_permission = "network.view_annualconfirmation"
    scope_paths = {ScopeKind.HOSPITAL: Path("hospital"), ScopeKind.PROVINCE: Path.all(when=CONFIRMED)}
    privacy = {
        "uid": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "year": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "opened_at": Privacy.VALUE,
        "confirmed_on": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("annual confirmation")
        verbose_name_plural = _("annual confirmations")
        constraints = [
            models.UniqueConstraint(fields=["hospital", "year"], name="one_confirmation_per_hospital_and_year"),
            models.CheckConstraint(
                condition=Q(state=ConfirmationState.CONFIRMED, confirmed_on__isnull=False)
                | (~Q(state=ConfirmationState.CONFIRMED) & Q(confirmed_on__isnull=True)),
                name="confirmed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Annual confirmation %(year)d of %(hospital)s") % {"year": self.year, "hospital": self.hospital}

    def get_absolute_url(self) -> str:
        """The confirmation's page."""
        return reverse("network:annual_confirmation", args=[self.uid])

    @property
    def is_editable(self) -> bool:
        """Whether answers can be written."""
        return self.state == ConfirmationState.DRAFT


class ConfirmationAnswers(models.Model):
    """What a hospital has answered to one network so far, saved as a whole; autosaved typing is a Draft."""

    confirmation = models.ForeignKey(AnnualConfirmation, models.PROTECT, related_name="answered")
    network = models.ForeignKey(Network, models.PROTECT, related_name="+")
    question_set = models.ForeignKey(QuestionSet, models.PROTECT, related_name="+")
    answers = models.JSONField(_("answers"), default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(_("saved at"), default=clock.now)
    saved_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("answers to a network")
        verbose_name_plural = _("answers to networks")
        constraints = [
            models.UniqueConstraint(fields=["confirmation", "network"], name="one_row_of_answers_per_network")
        ]

    def __str__(self) -> str:
        return f"{self.confirmation_id} {self.network_id}"
