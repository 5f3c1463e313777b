"""The hospital's own approval of its part (立项), and approvals about human genetic resources."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.models import Hospital
from studies.enums import HgrKind
from studies.models.startup_paths import own_and_lead
from studies.models.study import Study
from studies.models.study_site import StudySite
from studies.queries.startup import WithdrawnQuerySet
from tools import clock


class InstitutionApproval(Identified, ScopedModel):
    """That the participating hospital took its part on (立项), with number, day and paper."""

    site = models.ForeignKey(StudySite, models.PROTECT, related_name="approvals", verbose_name=_("study site"))
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("hospital"))
    lead_hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("lead site"))
    number = models.CharField(_("approval number"), max_length=80)
    decided_on = models.DateField(_("approved on"))
    recorded_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), default=clock.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)

    objects = WithdrawnQuerySet.as_manager()

    view_permission = "studies.view_startup"
    scope_paths = own_and_lead("studies.view_startup")
    privacy = {
        "uid": Privacy.VALUE,
        "site": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "lead_hospital": Privacy.VALUE,
        "number": Privacy.VALUE,
        "decided_on": Privacy.VALUE,
        "recorded_by": Privacy.VALUE,
        "recorded_at": Privacy.VALUE,
        "withdrawn_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("approval by the institution")
        verbose_name_plural = _("approvals by institutions")
        constraints = [
            models.UniqueConstraint(
                fields=["site"], condition=Q(withdrawn_at__isnull=True), name="one_approval_per_study_site"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.site}"

    def get_absolute_url(self) -> str:
        """The site's page, at its approvals."""
        return f"{self.site.get_absolute_url()}#approvals"

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}


class HgrAnswers(Identified, ScopedModel):
    """The answers of a study, or of one of its sites that differs, to the questions of one version of the rules."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="hgr_answers", verbose_name=_("study"))
    site = models.ForeignKey(StudySite, models.PROTECT, null=True, related_name="hgr_answers")
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("hospital"))
    lead_hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("lead site"))
    rule_version = models.CharField(_("version of the rules"), max_length=20)
    answers = models.JSONField(_("answers"), default=dict)
    answered_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), default=clock.now)
    version = models.PositiveIntegerField(default=1, editable=False)

    view_permission = "studies.view_startup"
    scope_paths = own_and_lead("studies.view_startup")
    privacy = {
        "uid": Privacy.VALUE,
        "study": Privacy.VALUE,
        "site": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "lead_hospital": Privacy.VALUE,
        "rule_version": Privacy.VALUE,
        "answers": Privacy.VALUE,
        "answered_by": Privacy.VALUE,
        "answered_at": Privacy.VALUE,
        "version": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("answers about human genetic resources")
        verbose_name_plural = _("answers about human genetic resources")
        constraints = [
            models.UniqueConstraint(fields=["study"], condition=Q(site__isnull=True), name="one_hgr_answer_per_study"),
            models.UniqueConstraint(fields=["site"], condition=Q(site__isnull=False), name="one_hgr_answer_per_site"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} · {self.site or self.study}"

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}


class HgrApproval(Identified, ScopedModel):
    """An approval or filing about human genetic resources: the lead hospital's holds for the study, with all of its
    sites; a site may hold one of its own."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="hgr_approvals", verbose_name=_("study"))
    site = models.ForeignKey(StudySite, models.PROTECT, null=True, related_name="hgr_approvals")
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("hospital"))
    lead_hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("lead site"))
    kind = models.CharField(_("approval or filing"), max_length=20, choices=HgrKind.choices)
    number = models.CharField(_("number"), max_length=80)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid until"))
    recorded_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), default=clock.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)

    objects = WithdrawnQuerySet.as_manager()

    view_permission = "studies.view_startup"
    # What the lead hospital holds for the whole study is shown to its other sites: the gate names it to them.
    scope_paths = {
        ScopeKind.HOSPITAL: (
            Path("hospital"),
            Path("lead_hospital", of="hospital", only=frozenset({"studies.view_startup"})),
            Path("study", when=Q(site__isnull=True), only=frozenset({"studies.view_startup"})),
        )
    }
    privacy = {
        "uid": Privacy.VALUE,
        "study": Privacy.VALUE,
        "site": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "lead_hospital": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "number": Privacy.VALUE,
        "valid_from": Privacy.VALUE,
        "valid_to": Privacy.VALUE,
        "recorded_by": Privacy.VALUE,
        "recorded_at": Privacy.VALUE,
        "withdrawn_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("approval about human genetic resources")
        verbose_name_plural = _("approvals about human genetic resources")
        ordering = ["kind", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=models.F("valid_from")), name="hgr_approval_ends_after_its_beginning"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        return {"hospital_id": self.hospital_id}
