"""Lists of messages to many members, and of those whom one reached."""

import django_filters as filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from access.enums import DeliveryState
from access.tables import IS_DATE
from network.message_enums import Reach
from network.models import BulkMessage, MessageRecipient
from network.tables.memberships import IS_NUMBER

TONES = {Reach.TOLD: "ok", Reach.NOBODY: "warn", Reach.REPEATED: "neutral"}


class MessageTable(tables.Table):
    """Messages with how many hospitals they reached."""

    subject = tables.Column(verbose_name=_("Subject"), linkify=True)
    reminder = tables.BooleanColumn(verbose_name=_("Reminder"), accessor="task_kind", orderable=False)
    told = tables.Column(verbose_name=_("Hospitals reached"), attrs=IS_NUMBER)
    sent_by = tables.Column(verbose_name=_("By"), accessor="sent_by__name", orderable=False)
    sent_at = tables.DateTimeColumn(attrs=IS_DATE, verbose_name=_("Sent"), short=True)

    class Meta:
        model = BulkMessage
        fields = ()
        caption = _("Messages to members")
        empty_text = _("No message yet. Choose members in the list of members and write to them.")


class MessageFilter(filters.FilterSet):
    """By subject."""

    q = filters.CharFilter(label=_("Subject"), field_name="subject", lookup_expr="icontains")

    class Meta:
        model = BulkMessage
        fields = []


class RecipientTable(tables.Table):
    """Hospitals of one message: whether it was sent, and how far it has got."""

    hospital = tables.Column(verbose_name=_("Hospital"), linkify=True, order_by="hospital__sort_key")
    number = tables.Column(verbose_name=_("Member number"), accessor="membership__number")
    reach = tables.TemplateColumn(
        '{% include "components/state.html" with text=record.get_reach_display tone=record.tone since="" only %}',
        verbose_name=_("Outcome"),
    )
    read = tables.Column(verbose_name=_("Read in the page"), accessor="progress", orderable=False)
    delivered = tables.Column(verbose_name=_("E-mail and messages"), accessor="progress", orderable=False)

    class Meta:
        model = MessageRecipient
        fields = ()
        caption = _("Whom the message reached")

    def render_read(self, value):
        """How many of the hospital's people have read it."""
        return f"{value['read']} / {value['people']}"

    def render_delivered(self, value):
        """How many deliveries are in each state."""
        states = [(state.label, value["deliveries"].get(state.value, 0)) for state in DeliveryState]
        return ", ".join(f"{label} {count}" for label, count in states if count) or "—"


def with_progress(recipients: list) -> list:
    """The recipients with their tone and how far news and deliveries have got: two queries for all of them."""
    from collections import Counter, defaultdict

    from access.models import Delivery, Notification

    by_url = {row.get_absolute_url(): row for row in recipients}
    news = Notification.objects.filter(url__in=by_url).values_list("pk", "url", "read_at")
    urls = {pk: url for pk, url, _read in news}
    people, read = Counter(urls.values()), Counter(url for _pk, url, at in news if at)
    deliveries = defaultdict(Counter)
    for item, state in Delivery.objects.filter(notification__in=urls).values_list("notification_id", "state"):
        deliveries[urls[item]][state] += 1
    for url, row in by_url.items():
        row.tone = TONES[row.reach]
        row.progress = {"people": people[url], "read": read[url], "deliveries": deliveries[url]}
    return recipients
