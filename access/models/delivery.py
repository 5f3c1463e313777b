"""News on their way to a person beside the page: what was sent by which channel, and what a person chose."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access import permissions
from access.door import Path
from access.enums import BADGE, Channel, DeliveryState, Privacy, ScopeKind, Way
from access.models.base import Identified, ScopedModel
from access.queries.scoped import ScopedQuerySet
from tools import clock

# The kind of a delivery that tells several news at once.
DIGEST = "digest"
# The kinds of messages that carry a link: good for a while, and asked for by the person alone.
LINKS = frozenset({"password_link", "email_change"})


class DeliveryQuerySet(ScopedQuerySet):
    """Reads of the delivery log."""

    def due(self):
        """What is to be sent now, the first time or again, oldest first."""
        open_states = [DeliveryState.QUEUED, DeliveryState.FAILED]
        return self.filter(state__in=open_states, next_try__lte=clock.now()).order_by("next_try", "pk")

    def over_before(self, moment):
        """What was sent, or given up, before a moment."""
        given_up = Q(state=DeliveryState.GIVEN_UP, next_try__lt=moment, queued_at__lt=moment)
        return self.filter(Q(state=DeliveryState.SENT, sent_at__lt=moment) | given_up)


class Delivery(Identified, ScopedModel):
    """One piece of news by one channel. The address is kept masked: the full one is the person's, read when sending.

    Written in the transaction of the news, so that neither is there without the other. The text is not kept here.
    A digest has several news (``digested``) in place of the one.
    """

    notification = models.ForeignKey("access.Notification", models.CASCADE, null=True, related_name="deliveries")
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

    view_permission = permissions.VIEW_DELIVERIES
    scope_paths = {
        ScopeKind.SELF: Path("user"),
        # Whoever holds a role there today (access/registration.py).
        ScopeKind.HOSPITAL: Path("user", of="colleague"),
        ScopeKind.CENTRE: Path("user", of="colleague"),
        ScopeKind.PROVINCE: Path.all(),
    }
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
            models.CheckConstraint(
                condition=Q(kind=DIGEST, notification__isnull=True) | ~Q(kind=DIGEST) & Q(notification__isnull=False),
                name="a_delivery_has_its_news",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.address}"

    @property
    def planned_for(self):
        """When it is tried next; None when it is over."""
        return self.next_try if self.state in (DeliveryState.QUEUED, DeliveryState.FAILED) else None

    @property
    def is_link(self) -> bool:
        """Whether it carries a link that only the person asks for."""
        return self.kind in LINKS

    @property
    def is_digest(self) -> bool:
        """Whether it tells several news at once."""
        return self.kind == DIGEST


class ChannelChoice(models.Model):
    """Whether one person wants one kind of news by one channel, where that differs from the rule.

    ``wanted`` is at once, ``in_digest`` with the others later; neither is never.
    """

    user = models.ForeignKey("access.User", models.CASCADE, related_name="channel_choices")
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=10, choices=[*Channel.choices, (BADGE, _("number beside the inbox"))])
    wanted = models.BooleanField()
    in_digest = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "channel"], name="one_choice_per_channel"),
            models.CheckConstraint(
                condition=Q(in_digest=False) | Q(channel=Channel.EMAIL, wanted=False), name="e_mails_wait_for_a_digest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.channel} {self.way}"

    @property
    def way(self) -> Way:
        """When these news go out by the channel."""
        return Way.DIGEST if self.in_digest else Way.AT_ONCE if self.wanted else Way.NEVER
