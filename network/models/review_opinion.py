"""Opinions on an application: the centre's reviewers and the region's supervisor."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import ScopedModel
from network.membership_enums import Verdict
from network.models.application import MembershipApplication
from network.models.campus import Campus
from network.models.network import Network
from tools import clock


class ReviewOpinion(ScopedModel):
    """One person's opinion. The applicant hospital does not read it; the decision's reason speaks to the hospital."""

    application = models.ForeignKey(MembershipApplication, models.PROTECT, related_name="opinions")
    network = models.ForeignKey(Network, models.PROTECT, related_name="+")
    campus = models.ForeignKey(Campus, models.PROTECT, related_name="+")
    author = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("author"))
    role = models.CharField(_("role"), max_length=40)
    verdict = models.CharField(_("comes to"), max_length=20, choices=Verdict.choices)
    text = models.TextField(_("opinion"))
    written_at = models.DateTimeField(_("written at"), default=clock.now)

    view_permission = "network.view_reviewopinion"
    scope_paths = {
        ScopeKind.CENTRE: Path("network"),
        ScopeKind.REGION: Path("campus"),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = {
        "application": Privacy.VALUE,
        "network": Privacy.VALUE,
        "campus": Privacy.VALUE,
        "author": Privacy.VALUE,
        "role": Privacy.VALUE,
        "verdict": Privacy.VALUE,
        "text": Privacy.CHANGED,
        "written_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.author}: {self.get_verdict_display()}"
