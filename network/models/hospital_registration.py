"""A hospital that comes in by itself: somebody of it, without an account, asks to claim or to enter it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, Invitation, ScopedModel
from network.enums import HospitalLevel, InstitutionType, ManagementClass
from network.models.centre import Centre
from network.models.division import Division
from network.models.hospital import Hospital
from network.models.region import Region
from network.organisation_enums import RegistrationKind, RegistrationState
from network.queries.hospital_registrations import HospitalRegistrationQuerySet
from tools import clock


class HospitalRegistration(Identified, ScopedModel):
    """Decided by the supervisor of the ``region``, by the ``centre`` that was named, or by the province.

    ``hospital`` is the claimed one, or the one that the approval entered. ``answer_by`` is the last day on which a
    returned one can be completed. ``letter_due_at`` says from when on a letter about the decision waits to be sent.
    """

    kind = models.CharField(_("what is asked for"), max_length=10, choices=RegistrationKind.choices)
    state = models.CharField(
        _("state"), max_length=20, choices=RegistrationState.choices, default=RegistrationState.SUBMITTED
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    hospital = models.ForeignKey(
        Hospital, models.PROTECT, null=True, related_name="registrations", verbose_name=_("hospital")
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("reporting region"))
    centre = models.ForeignKey(Centre, models.PROTECT, null=True, related_name="+", verbose_name=_("centre"))
    name_zh = models.CharField(_("Chinese name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    credit_code_override_reason = models.CharField(
        _("why the code is right although its check characters are not"), max_length=300, blank=True
    )
    legal_person = models.BooleanField(_("independent legal person"), default=True)
    institution_type = models.CharField(_("type of institution"), max_length=4, choices=InstitutionType.choices)
    management_class = models.CharField(_("management class"), max_length=1, choices=ManagementClass.choices)
    level = models.CharField(_("level"), max_length=2, choices=HospitalLevel.choices)
    campus_name = models.CharField(_("name of the main campus"), max_length=100)
    division = models.ForeignKey(Division, models.PROTECT, related_name="+", verbose_name=_("division"))
    address = models.CharField(_("address"), max_length=200, blank=True)
    person_name = models.CharField(_("name of the person"), max_length=60)
    job_title = models.CharField(_("department and post"), max_length=100)
    email = models.EmailField(_("work e-mail"))
    phone = models.CharField(_("work phone"), max_length=30)
    submitted_at = models.DateTimeField(_("handed in at"), default=clock.now)
    due_on = models.DateField(_("due on"))
    answer_by = models.DateField(_("to be completed by"), null=True)
    decided_by = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    reason = models.TextField(_("reason"), blank=True)
    invitation = models.OneToOneField(Invitation, models.PROTECT, null=True, related_name="+")
    letter_due_at = models.DateTimeField(_("letter to be sent from"), null=True, editable=False)
    letter_attempts = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = HospitalRegistrationQuerySet.as_manager()

    view_permission = "network.view_hospitalregistration"
    scope_paths = {
        ScopeKind.REGION: Path("region"),
        ScopeKind.CENTRE: Path("centre"),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "region": Privacy.VALUE,
        "centre": Privacy.VALUE,
        "name_zh": Privacy.VALUE,
        "name_en": Privacy.VALUE,
        "credit_code": Privacy.VALUE,
        "credit_code_override_reason": Privacy.VALUE,
        "legal_person": Privacy.VALUE,
        "institution_type": Privacy.VALUE,
        "management_class": Privacy.VALUE,
        "level": Privacy.VALUE,
        "campus_name": Privacy.VALUE,
        "division": Privacy.VALUE,
        "address": Privacy.VALUE,
        "person_name": Privacy.VALUE,
        "job_title": Privacy.VALUE,
        "email": Privacy.CHANGED,
        "phone": Privacy.CHANGED,
        "submitted_at": Privacy.VALUE,
        "due_on": Privacy.VALUE,
        "answer_by": Privacy.VALUE,
        "decided_by": Privacy.VALUE,
        "decided_at": Privacy.VALUE,
        "reason": Privacy.VALUE,
        "invitation": Privacy.VALUE,
        "letter_due_at": Privacy.VALUE,
        "letter_attempts": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("registration of a hospital")
        verbose_name_plural = _("registrations of hospitals")
        indexes = [models.Index(fields=["state", "submitted_at"]), models.Index(fields=["letter_due_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=RegistrationKind.NEW) | Q(hospital__isnull=False), name="claim_names_its_hospital"
            ),
            models.CheckConstraint(
                condition=Q(state=RegistrationState.SUBMITTED) | Q(decided_at__isnull=False),
                name="registration_decided_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(RegistrationState.RETURNED, RegistrationState.REFUSED)) | ~Q(reason=""),
                name="registration_sent_back_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.RETURNED) | Q(answer_by__isnull=False),
                name="returned_registration_has_its_last_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name_zh

    def get_absolute_url(self) -> str:
        """The registration's page in the workspace."""
        return reverse("network:registration", args=[self.uid])

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        scope = {"region_id": self.region_id}
        scope |= {"hospital_id": self.hospital_id} if self.hospital_id else {}
        return scope | ({"centre_id": self.centre_id} if self.centre_id else {})

    def can_be_answered(self, on=None) -> bool:
        """Whether a returned one can be completed on a day, today unless named; also before a job has closed it."""
        day = on or clock.today()
        return self.state == RegistrationState.RETURNED and self.answer_by is not None and day <= self.answer_by
