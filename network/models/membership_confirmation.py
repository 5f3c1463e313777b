"""That a member was confirmed for a year: what its status on a day is computed from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.models.annual_confirmation import AnnualConfirmation
from network.models.campus import Campus
from network.models.hospital import Hospital
from network.models.membership import Membership
from network.models.network import Network
from network.models.question_set import QuestionSet


class MembershipConfirmation(Identified, ScopedModel):
    """One member's confirmation of one year with the answers to its network, frozen when the hospital signed.

    It belongs to the member's number in the network, so that it holds across changes of tier; ``membership`` is the
    row of the day.
    """

    annual = models.ForeignKey(AnnualConfirmation, models.PROTECT, related_name="members")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="confirmations")
    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="+", verbose_name=_("hospital"))
    campus = models.ForeignKey(Campus, models.PROTECT, related_name="+", verbose_name=_("campus"))
    network = models.ForeignKey(Network, models.PROTECT, related_name="+", verbose_name=_("disease network"))
    number = models.CharField(_("member number"), max_length=30)
    year = models.PositiveSmallIntegerField(_("year"))
    confirmed_on = models.DateField(_("confirmed on"))
    question_set = models.ForeignKey(QuestionSet, models.PROTECT, null=True, related_name="+")
    answers = models.JSONField(_("answers"), default=dict)

    view_permission = "network.view_membershipconfirmation"
    scope_paths = {
        ScopeKind.HOSPITAL: Path("hospital"),
        ScopeKind.CENTRE: Path("network"),
        ScopeKind.REGION: Path("campus"),
        ScopeKind.PROVINCE: Path.all(),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "annual": Privacy.VALUE,
        "membership": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "campus": Privacy.VALUE,
        "network": Privacy.VALUE,
        "number": Privacy.VALUE,
        "year": Privacy.VALUE,
        "confirmed_on": Privacy.VALUE,
        "question_set": Privacy.VALUE,
        "answers": Privacy.CHANGED,
    }

    class Meta:
        verbose_name = _("confirmation of a member")
        verbose_name_plural = _("confirmations of members")
        constraints = [
            models.UniqueConstraint(fields=["network", "number", "year"], name="a_member_is_confirmed_once_a_year")
        ]
        # Every count of members asks who has confirmed a season by a day: answered from the index alone.
        indexes = [
            models.Index(fields=["year", "network", "number", "confirmed_on"], name="confirmed_members_of_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.year}"

    def get_absolute_url(self) -> str:
        """The answers as the hospital signed them."""
        from django.urls import reverse

        return reverse("network:membership_confirmation", args=[self.uid])
