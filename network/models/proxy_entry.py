"""What a centre entered for a hospital from paper 代填: it counts once the hospital has confirmed it."""

from datetime import date

from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from access.queries.scoped import ScopedQuerySet
from network.models.annual_confirmation import AnnualConfirmation
from network.models.application import MembershipApplication
from network.models.hospital import Hospital
from network.models.network import Network
from network.models.question_set import QuestionSet
from network.proxy_enums import UNCONFIRMED, ProxyState, ShownProxyState
from network.queries.named import NamedQuerySetMixin
from tools import clock


class ProxyEntryQuerySet(NamedQuerySetMixin, ScopedQuerySet):
    """Adjectives of entries."""

    def unconfirmed(self):
        """Entries for which the hospital has not spoken, or against which it has."""
        return self.filter(state__in=UNCONFIRMED)

    def with_state(self, on: date | None = None):
        """With ``state_on``: what holds on a day, today unless named, as ``ProxyEntry.state_of`` says it."""
        late = When(state=ProxyState.ENTERED, expires_on__lt=on or clock.today(), then=Value(ShownProxyState.LAPSED))
        return self.annotate(state_on=Case(late, default="state", output_field=models.CharField()))

    def with_names(self):
        """With everything that lists and pages name."""
        places = ("hospital", "network__centre", "application__campus__region", "application__tier")
        return self.select_related(*places, "annual__hospital", "question_set")

    def for_annual(self):
        """Entries of annual confirmations."""
        return self.filter(annual__isnull=False)


class ProxyEntry(Identified, ScopedModel):
    """One application, or one network's part of an annual confirmation, that a centre entered for a hospital.

    An application has rows of its own; what stands on the paper of an annual confirmation is kept here: ``answers`` to
    the questions of the day, in ``question_set``. Of the one-time code only a keyed hash is kept.

    ``expires_on`` is the last day on which the hospital can confirm; ``sha256`` is the hash of what was entered, of
    which the letter shows the start.
    """

    application = models.OneToOneField(
        MembershipApplication, models.PROTECT, null=True, related_name="proxy_entry", verbose_name=_("application")
    )
    annual = models.ForeignKey(
        AnnualConfirmation,
        models.PROTECT,
        null=True,
        related_name="proxy_entries",
        verbose_name=_("annual confirmation"),
    )
    question_set = models.ForeignKey(
        QuestionSet, models.PROTECT, null=True, related_name="+", verbose_name=_("questions")
    )
    answers = models.JSONField(_("answers"), default=dict)
    number = models.CharField(_("number"), max_length=30, unique=True)
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="proxy_entries", verbose_name=_("hospital"))
    network = models.ForeignKey(
        Network, models.PROTECT, related_name="proxy_entries", verbose_name=_("disease network")
    )
    state = models.CharField(_("state"), max_length=20, choices=ProxyState.choices, default=ProxyState.ENTERED)
    version = models.PositiveIntegerField(default=1, editable=False)
    signed_on = models.DateField(_("date on the paper"))
    entered_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("entered by")
    )
    entered_at = models.DateTimeField(_("entered at"), default=clock.now)
    expires_on = models.DateField(_("to be confirmed by"))
    sha256 = models.CharField(_("hash"), max_length=64)
    code_hash = models.CharField(max_length=64, blank=True, db_index=True)
    answered_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)
    reason = models.TextField(_("reason"), blank=True)

    objects = ProxyEntryQuerySet.as_manager()

    view_permission = "network.view_proxyentry"
    scope_paths = {ScopeKind.HOSPITAL: Path("hospital"), ScopeKind.CENTRE: Path("network")}
    privacy = {
        "uid": Privacy.VALUE,
        "application": Privacy.VALUE,
        "annual": Privacy.VALUE,
        "question_set": Privacy.VALUE,
        "answers": Privacy.CHANGED,
        "number": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "network": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "signed_on": Privacy.VALUE,
        "entered_by": Privacy.VALUE,
        "entered_at": Privacy.VALUE,
        "expires_on": Privacy.VALUE,
        "sha256": Privacy.VALUE,
        "code_hash": Privacy.CHANGED,
        "answered_by": Privacy.VALUE,
        "answered_at": Privacy.VALUE,
        "reason": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("entry for a hospital")
        verbose_name_plural = _("entries for hospitals")
        indexes = [models.Index(fields=["-entered_at", "-id"], name="proxy_entry_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ProxyState.CONTESTED) | ~Q(reason=""), name="contested_entry_gives_its_reason"
            ),
            models.CheckConstraint(
                condition=Q(state=ProxyState.ENTERED) | Q(answered_at__isnull=False),
                name="answered_entry_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(application__isnull=False, annual__isnull=True, question_set__isnull=True)
                | Q(application__isnull=True, annual__isnull=False),
                name="entry_is_of_one_paper",
            ),
            # What the hospital contests is entered anew once the centre has a right paper.
            models.UniqueConstraint(
                fields=["annual", "network"],
                condition=~Q(state=ProxyState.CONTESTED),
                name="one_paper_per_network_and_year",
            ),
            # A code works one time: no answered entry has one left.
            models.CheckConstraint(
                condition=Q(state=ProxyState.ENTERED) | Q(code_hash=""), name="answered_entry_has_no_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.hospital} → {self.network}"

    def get_absolute_url(self) -> str:
        """The entry's page."""
        return reverse("network:proxy_entry", args=[self.uid])

    def state_of(self, on: date | None = None) -> ShownProxyState:
        """What holds on a day, today unless named."""
        if self.state == ProxyState.ENTERED and self.expires_on < (on or clock.today()):
            return ShownProxyState.LAPSED
        return ShownProxyState(self.state)

    @property
    def is_annual(self) -> bool:
        """Whether an annual confirmation stands on the paper, not an application."""
        return self.annual_id is not None

    @property
    def paper(self) -> str:
        """What stands on the paper, in the reader's language."""
        if self.annual is None:
            return gettext("Membership application")
        return gettext("Annual confirmation %(year)s") % {"year": self.annual.year}

    @property
    def shown_state(self) -> ShownProxyState:
        """What holds today."""
        return self.state_of()

    @property
    def is_unconfirmed(self) -> bool:
        """Whether the hospital has not confirmed it, by its people or on sealed paper."""
        return self.state in UNCONFIRMED

    @property
    def check_code(self) -> str:
        """The start of the hash as it is printed on the letter, in groups of four."""
        return " ".join(self.sha256[i : i + 4] for i in range(0, 16, 4))
