"""The quarterly review of accounts and roles, item by item."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import people_permissions
from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models.base import Identified, ScopedModel
from access.people_enums import ReviewCause, ReviewDecision
from tools import clock


class AccountReview(Identified, ScopedModel):
    """One quarter's review. Once closed, ``report`` holds what was found and decided, whatever changes later."""

    quarter = models.CharField(_("quarter"), max_length=7, unique=True)
    opened_at = models.DateTimeField(_("opened at"), default=clock.now)
    due_on = models.DateField(_("due on"))
    closed_at = models.DateTimeField(_("closed at"), null=True)
    closed_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    report = models.JSONField(default=dict)

    view_permission = people_permissions.VIEW_REVIEWS
    scope_paths = {ScopeKind.PROVINCE: Path.all()}
    privacy = {
        "uid": Privacy.VALUE,
        "quarter": Privacy.VALUE,
        "opened_at": Privacy.VALUE,
        "due_on": Privacy.VALUE,
        "closed_at": Privacy.VALUE,
        "closed_by": Privacy.VALUE,
        "report": Privacy.CHANGED,
    }

    class Meta:
        verbose_name = _("account review")
        verbose_name_plural = _("account reviews")

    def __str__(self) -> str:
        return str(_("Account review %(quarter)s")) % {"quarter": self.quarter}

    def get_absolute_url(self) -> str:
        """The page of the review."""
        return reverse("access:account_review", args=[self.uid])


class ReviewItem(Identified, ScopedModel):
    """One role of one person that is looked at, why, and what was decided. ``answer`` is the organisation's."""

    review = models.ForeignKey(AccountReview, models.PROTECT, related_name="items")
    assignment = models.ForeignKey(
        "access.RoleAssignment", models.PROTECT, related_name="review_items", verbose_name=_("role")
    )
    causes = models.JSONField(_("looked at because"), default=list)
    decision = models.CharField(_("decision"), max_length=4, choices=ReviewDecision.choices, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    decided_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True)
    answer = models.CharField(_("answer of the organisation"), max_length=200, blank=True)
    answered_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True)

    view_permission = people_permissions.VIEW_REVIEWS
    scope_paths = {ScopeKind.PROVINCE: Path.all()}
    privacy = {
        "uid": Privacy.VALUE,
        "review": Privacy.VALUE,
        "assignment": Privacy.VALUE,
        "causes": Privacy.VALUE,
        "decision": Privacy.VALUE,
        "reason": Privacy.VALUE,
        "decided_by": Privacy.VALUE,
        "decided_at": Privacy.VALUE,
        "answer": Privacy.VALUE,
        "answered_by": Privacy.VALUE,
        "answered_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("item of an account review")
        verbose_name_plural = _("items of account reviews")
        constraints = [
            models.UniqueConstraint(fields=["review", "assignment"], name="one_item_per_role_and_review"),
            models.CheckConstraint(
                condition=Q(decision="") | ~Q(reason="") & Q(decided_at__isnull=False), name="decision_says_why"
            ),
        ]

    def __str__(self) -> str:
        return str(self.assignment)

    def get_absolute_url(self) -> str:
        """The page on which it is decided."""
        return reverse("access:review_item", args=[self.uid])

    @property
    def cause_titles(self) -> str:
        """Why it is looked at, in the reader's language."""
        return ", ".join(str(ReviewCause(code).label) for code in self.causes)

    @property
    def is_decided(self) -> bool:
        """Whether nothing is open about it: asking the organisation is no decision yet."""
        return self.decision in (ReviewDecision.KEEP, ReviewDecision.END)
