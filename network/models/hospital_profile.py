"""What a hospital says about itself to those who decide on its applications."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind, SensitiveReads
from access.models import ScopedModel
from network.models.hospital import Hospital


def _count(label, **options) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(label, null=True, blank=True, **options)


def _yes_no(label, **options) -> models.BooleanField:
    return models.BooleanField(label, null=True, blank=True, **options)


class HospitalProfile(ScopedModel):
    """Figures and qualifications of one hospital; empty (NULL) until somebody knows.

    A yes-or-no field stands beside each record number, so that "has none" differs from "not in the profile yet".
    Private: the hospital, its region, the province, and the centres to which the hospital applied or belongs.
    """

    hospital = models.OneToOneField(Hospital, models.PROTECT, related_name="profile", verbose_name=_("hospital"))
    beds_authorised = _count(_("authorised beds"))
    beds_open = _count(_("open beds"))
    outpatient_visits = _count(_("outpatient visits a year"))
    discharges = _count(_("discharges a year"))
    operations = _count(_("operations a year"))
    staff_senior = _count(_("staff with a senior title"))
    staff_intermediate = _count(_("staff with an intermediate title"))
    staff_junior = _count(_("staff with a junior title"))
    gcp_registered = _yes_no(_("drug trial institution on record (GCP)"))
    gcp_record_number = models.CharField(_("GCP record number"), max_length=60, blank=True)
    gcp_specialties = models.TextField(_("GCP specialties"), blank=True)
    device_trial_registered = _yes_no(_("device trial institution on record"))
    device_trial_filing = models.CharField(_("device trial filing number"), max_length=60, blank=True)
    ethics_committee = _yes_no(_("ethics committee on record"))
    ethics_record_number = models.CharField(_("ethics committee record number"), max_length=60, blank=True)
    multicentre_led = _count(_("multicentre studies led in the last five years"))
    multicentre_joined = _count(_("multicentre studies joined in the last five years"))
    cohorts = _count(_("cohorts"))
    biobank = _yes_no(_("has a biobank"))
    database = _yes_no(_("has a research database"))
    data_systems = models.TextField(_("hospital information systems"), blank=True)
    figures_year = models.PositiveSmallIntegerField(_("year of the figures"), null=True, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    view_permission = "network.view_hospitalprofile"
    sensitive_reads = SensitiveReads.OTHERS
    scope_paths = {
        ScopeKind.HOSPITAL: Path("hospital"),
        ScopeKind.CENTRE: Path("hospital"),
        ScopeKind.REGION: Path("hospital"),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = {
        "hospital": Privacy.VALUE,
        "beds_authorised": Privacy.VALUE,
        "beds_open": Privacy.VALUE,
        "outpatient_visits": Privacy.VALUE,
        "discharges": Privacy.VALUE,
        "operations": Privacy.VALUE,
        "staff_senior": Privacy.VALUE,
        "staff_intermediate": Privacy.VALUE,
        "staff_junior": Privacy.VALUE,
        "gcp_registered": Privacy.VALUE,
        "gcp_record_number": Privacy.VALUE,
        "gcp_specialties": Privacy.CHANGED,
        "device_trial_registered": Privacy.VALUE,
        "device_trial_filing": Privacy.VALUE,
        "ethics_committee": Privacy.VALUE,
        "ethics_record_number": Privacy.VALUE,
        "multicentre_led": Privacy.VALUE,
        "multicentre_joined": Privacy.VALUE,
        "cohorts": Privacy.VALUE,
        "biobank": Privacy.VALUE,
        "database": Privacy.VALUE,
        "data_systems": Privacy.CHANGED,
        "figures_year": Privacy.VALUE,
        "confirmed_on": Privacy.VALUE,
        "confirmed_by": Privacy.VALUE,
        "version": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("hospital profile")
        verbose_name_plural = _("hospital profiles")
        # A check is passed by NULL = true, which is neither true nor false: hence the second condition.
        constraints = [
            models.CheckConstraint(
                condition=Q(gcp_record_number="") | Q(gcp_registered=True, gcp_registered__isnull=False),
                name="gcp_number_means_on_record",
            ),
            models.CheckConstraint(
                condition=Q(device_trial_filing="")
                | Q(device_trial_registered=True, device_trial_registered__isnull=False),
                name="device_number_means_on_record",
            ),
            models.CheckConstraint(
                condition=Q(ethics_record_number="") | Q(ethics_committee=True, ethics_committee__isnull=False),
                name="ethics_number_means_on_record",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(confirmed_on__isnull=False),
                name="profile_confirmed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.hospital)

    def get_absolute_url(self) -> str:
        """The profile is shown on the hospital's page."""
        return self.hospital.get_absolute_url()
