"""What a centre entered for a hospital from paper 代填: it counts once the hospital has confirmed it."""

from datetime import date

from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from access.queries.scoped import ScopedQuerySet
from network.models.application import MembershipApplication
from network.models.hospital import Hospital
from network.models.network import Network
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
        return self.select_related("hospital", "network__centre", "application__campus__region", "application__tier")


class ProxyEntry(Identified, ScopedModel):
    """One application that a centre entered for a hospital. Of the one-time code only a keyed hash is kept.

    ``expires_on`` is the last day on which the hospital can confirm; ``sha256`` is the hash of what was entered, of
    which the letter shows the start.
    """

    application = models.OneToOneField(
        MembershipApplication, models.PROTECT, related_name="proxy_entry", verbose_name=_("application")
    )
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
