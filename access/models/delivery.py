"""News on their way to a person beside the page: what was sent by which channel, and what a person chose."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access import permissions
from access.door import Path
from access.enums import Channel, DeliveryState, Privacy, ScopeKind
from access.models.base import Identified, ScopedModel
from access.queries.scoped import ScopedQuerySet
from tools import clock


class DeliveryQuerySet(ScopedQuerySet):
    """Reads of the delivery log."""

    def due(self):
        """What is to be sent now, the first time or again, oldest first."""
        open_states = [DeliveryState.QUEUED, DeliveryState.FAILED]
        return self.filter(state__in=open_states, next_try__lte=clock.now()).order_by("next_try", "pk")


class Delivery(Identified, ScopedModel):
    """One piece of news by one channel. The address is kept masked: the full one is the person's, read when sending.

    Written in the transaction of the news, so that neither is there without the other. The text is not kept here.
    """

    notification = models.ForeignKey("access.Notification", models.CASCADE, related_name="deliveries")
    user = models.ForeignKey("access.User", models.CASCADE, related_name="deliveries")
    kind = models.CharField(_("kind of news"), max_length=40)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    address = models.CharField(_("address"), max_length=120)
    state = models.CharField(_("state"), max_length=10, choices=DeliveryState.choices, default=DeliveryState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try = models.DateTimeField(_("next attempt"), default=clock.now)
    error_code = models.CharField(_("error"), max_length=40, blank=True)
    queued_at = models.DateTimeField(_("queued at"), default=clock.now)
    sent_at = models.DateTimeField(_("sent at"), null=True)

    view_permission = permissions.VIEW_OPERATIONS
    scope_paths = {ScopeKind.SELF: Path("user"), ScopeKind.PROVINCE: Path.all()}
    privacy = {
        "uid": Privacy.VALUE,
        "notification": Privacy.VALUE,
        "user": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "channel": Privacy.VALUE,
        "address": Privacy.CHANGED,
        "state": Privacy.VALUE,
        "attempts": Privacy.VALUE,
        "next_try": Privacy.VALUE,
        "error_code": Privacy.VALUE,
        "queued_at": Privacy.VALUE,
        "sent_at": Privacy.VALUE,
    }

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [models.Index(fields=["state", "next_try"]), models.Index(fields=["-queued_at"])]
        constraints = [
            models.UniqueConstraint(fields=["notification", "channel"], name="one_delivery_per_channel"),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.SENT, sent_at__isnull=False)
                | (~Q(state=DeliveryState.SENT) & Q(sent_at__isnull=True)),
                name="a_sent_delivery_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.address}"

    @property
    def planned_for(self):
        """When it is tried next; None when it is over."""
        return self.next_try if self.state in (DeliveryState.QUEUED, DeliveryState.FAILED) else None


class ChannelChoice(models.Model):
    """Whether one person wants one kind of news by one channel, where that differs from the rule."""

    user = models.ForeignKey("access.User", models.CASCADE, related_name="channel_choices")
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    wanted = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind", "channel"], name="one_choice_per_channel")]

    def __str__(self) -> str:
        return f"{self.kind} {self.channel} {self.wanted}"
