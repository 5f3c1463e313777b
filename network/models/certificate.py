"""Certificates and plaques of memberships, with a number and a code that strangers can check."""

from datetime import date

from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.certificate_enums import CertificateKind, CertificateStanding, CertificateState, standing_of
from network.models.campus import Campus
from network.models.centre import Centre
from network.models.hospital import Hospital
from network.models.membership import Membership
from network.models.network import Network
from network.models.tier import Tier
from network.queries.certificates import CertificateQuerySet
from tools import clock
from tools.identifiers import new_uid

GROUP = 4


def private_storage():
    """The storage of files that only the door hands out."""
    return storages["private"]


def batch_key(instance, filename: str) -> str:
    """``{house}/{yyyy}/{uuid}``, as for every private file."""
    return f"network/{clock.today():%Y}/{new_uid()}"


class CertificateBatch(Identified, ScopedModel):
    """Certificates that a centre issued together, with all of them in one file for the printer."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="certificate_batches", verbose_name=_("centre"))
    kind = models.CharField(_("kind"), max_length=20, choices=CertificateKind.choices)
    chosen = models.PositiveIntegerField(_("members chosen"))
    issued_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(_("asked for at"), default=clock.now)
    file = models.FileField(storage=private_storage, upload_to=batch_key, max_length=120, blank=True)

    view_permission = "network.issue_certificate"
    scope_paths = {ScopeKind.CENTRE: Path("centre")}
    privacy = {
        "uid": Privacy.VALUE,
        "centre": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "chosen": Privacy.VALUE,
        "issued_by": Privacy.VALUE,
        "asked_at": Privacy.VALUE,
        "file": Privacy.CHANGED,
    }

    class Meta:
        verbose_name = _("certificates issued together")
        verbose_name_plural = _("certificates issued together")

    def __str__(self) -> str:
        return f"{self.centre} {clock.local(self.asked_at):%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        """The page with what was issued."""
        return reverse("network:certificate_batch", args=[self.uid])


class Certificate(Identified, ScopedModel):
    """What was printed for one member on one day: ``content`` is frozen when it is issued.

    ``code`` is the secret that shows that somebody holds the paper: random, printed beside the number and in the QR
    code. Until when the certificate holds is asked of the membership, never kept here.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=CertificateKind.choices)
    number = models.CharField(_("number"), max_length=90, unique=True)
    code = models.CharField(_("verification code"), max_length=20, unique=True)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="certificates")
    member_number = models.CharField(_("member number"), max_length=30)
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="certificates", verbose_name=_("hospital"))
    campus = models.ForeignKey(Campus, models.PROTECT, related_name="+", verbose_name=_("campus"))
    network = models.ForeignKey(
        Network, models.PROTECT, related_name="certificates", verbose_name=_("disease network")
    )
    tier = models.ForeignKey(Tier, models.PROTECT, related_name="+", verbose_name=_("tier"))
    text_version = models.CharField(_("text version"), max_length=30)
    content = models.JSONField(_("text"), default=dict)
    state = models.CharField(
        _("state"), max_length=20, choices=CertificateState.choices, default=CertificateState.ISSUED
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    issued_on = models.DateField(_("day of issue"), default=clock.today)
    issued_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    batch = models.ForeignKey(CertificateBatch, models.PROTECT, null=True, related_name="certificates")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    ended_on = models.DateField(_("withdrawn or replaced on"), null=True)

    objects = CertificateQuerySet.as_manager()

    view_permission = "network.view_certificate"
    scope_paths = {
        ScopeKind.HOSPITAL: Path("hospital"),
        ScopeKind.CENTRE: Path("network"),
        ScopeKind.REGION: Path("campus"),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "number": Privacy.VALUE,
        "code": Privacy.CHANGED,
        "membership": Privacy.VALUE,
        "member_number": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "campus": Privacy.VALUE,
        "network": Privacy.VALUE,
        "tier": Privacy.VALUE,
        "text_version": Privacy.VALUE,
        "content": Privacy.CHANGED,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "issued_on": Privacy.VALUE,
        "issued_by": Privacy.VALUE,
        "batch": Privacy.VALUE,
        "replaces": Privacy.VALUE,
        "ended_on": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "member_number", "kind"],
                condition=Q(state=CertificateState.ISSUED),
                name="one_issued_certificate_per_member_and_kind",
            ),
            models.CheckConstraint(
                condition=Q(state=CertificateState.ISSUED, ended_on__isnull=True)
                | (~Q(state=CertificateState.ISSUED) & Q(ended_on__isnull=False)),
                name="ended_certificate_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.hospital}"

    def get_absolute_url(self) -> str:
        """The certificate's page."""
        return reverse("network:certificate", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {
            "hospital_id": self.hospital_id,
            "network_id": self.network_id,
            "centre_id": self.network.centre_id,
            "region_id": self.campus.region_id,
        }

    @property
    def printed_code(self) -> str:
        """The code in groups of four, as it is printed and read aloud."""
        return " ".join(self.code[place : place + GROUP] for place in range(0, len(self.code), GROUP))

    def standing(self, on: date | None = None) -> CertificateStanding:
        """What it says on a day, today unless named."""
        return standing_of(self.state, self.membership.effective_state(on))
