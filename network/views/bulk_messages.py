"""Messages to many members: choosing, writing, looking at one, sending; the list, and what hospitals read."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, ngettext
from django_tables2 import RequestConfig

from access import door, histories
from access.paging import Pages
from access.refusals import Refused
from access.selection import Selection
from access.views.lists import ListPage
from access.views.pages import page
from network import message_permissions as permissions
from network import message_text
from network.domain import bulk_messages
from network.forms.bulk_message import MessageForm
from network.message_enums import Reach
from network.models import BulkMessage, Centre, Membership, MessageRecipient
from network.tables.bulk_messages import MessageFilter, MessageTable, RecipientTable, with_progress
from network.tables.membership_filters import MembershipFilter


class Messages(ListPage):
    """The messages of the actor's centres."""

    model = BulkMessage
    table_class = MessageTable
    filterset_class = MessageFilter
    permission = permissions.VIEW_MESSAGE
    title = gettext_lazy("Messages to members")
    lead = gettext_lazy("Written once, read by each hospital with its own name; nobody gets the same twice in a day.")

    def get_queryset(self):
        """Newest first, with how many hospitals were reached."""
        told = Count("recipients", filter=Q(recipients__reach=Reach.TOLD))
        return super().get_queryset().select_related("sent_by").annotate(told=told).order_by("-sent_at", "-pk")


def _chosen(request, selection: Selection) -> tuple[Centre | None, list[Membership]]:
    """The centre that writes and its members among the chosen rows; one centre's at a time."""
    rows = Membership.objects.permitted(request.actor, permissions.SEND_MESSAGE).with_effective_state()
    rows = selection.rows(rows, MembershipFilter, request)
    first = rows.order_by("network__centre_id", "pk").select_related("network__centre").first()
    if first is None:
        return None, []
    return first.network.centre, bulk_messages.own_members(first.network.centre, rows)


@page(permissions.SEND_MESSAGE)
def write(request):
    """Write to the chosen members: the form, then one message as it will read, then sent."""
    selection = Selection.of(request.GET)
    centre, members = _chosen(request, selection)
    tasks = bulk_messages.open_tasks(members, request.actor)
    form = MessageForm(request.POST or None, tasks=tasks)
    valid = request.method == "POST" and form.is_valid()
    if valid and "send" in request.POST and centre is not None:
        return _sent(request, form, centre, members)
    context = {
        "form": form,
        "members": members,
        "centre": centre,
        "query": selection.query,
        "preview": _preview(form, members, tasks) if valid and members else None,
    }
    status = 422 if request.method == "POST" and not valid else 200
    return render(request, "network/message_write.html", context, status=status)


def _preview(form, members: list[Membership], tasks: dict) -> dict:
    """The message as the first hospital reads it, and how many get it."""
    data = form.cleaned_data
    having = tasks.get(data["task_kind"]) if data["task_kind"] else None
    meant = [member for member in members if having is None or member.hospital_id in having]
    subject, body = (message_text.filled(data[name], meant[0]) for name in ("subject", "body"))
    return {"subject": subject, "body": body, "hospital": meant[0].hospital, "count": len(meant)}


def _sent(request, form, centre: Centre, members: list[Membership]):
    try:
        message = bulk_messages.send(centre, members=members, **form.cleaned_data, by=request.actor)
    except Refused as refused:
        messages.error(request, str(refused.reason))
        return redirect("network:memberships")
    told = message.recipients.filter(reach=Reach.TOLD).count()
    said = ngettext("Sent to %(count)d hospital.", "Sent to %(count)d hospitals.", told) % {"count": told}
    messages.success(request, said)
    return redirect(message)


@page(permissions.VIEW_MESSAGE)
def message(request, uid):
    """A message with whom it reached and how far."""
    found = door.get_visible_or_404(BulkMessage.objects.select_related("centre", "sent_by"), request.actor, uid=uid)
    rows = found.recipients.visible_to(request.actor).select_related("hospital", "membership")
    rows = list(rows.order_by("hospital__sort_key"))
    table = RecipientTable(with_progress(rows))
    RequestConfig(request, paginate={"per_page": 50, "paginator_class": Pages}).configure(table)
    context = {"message": found, "table": table, **histories.newest(found, request.actor)}
    return render(request, "network/message.html", context)


@page(permissions.VIEW_RECEIVED)
def received(request, uid):
    """A message as one hospital reads it."""
    rows = MessageRecipient.objects.select_related("message__centre", "message__sent_by", "membership", "hospital")
    found = door.get_visible_or_404(rows, request.actor, uid=uid)
    if found.reach != Reach.TOLD and not door.can(request.actor, permissions.VIEW_MESSAGE, found.message):
        raise Http404
    subject = message_text.filled(found.message.subject, found.membership)
    return render(request, "network/message_received.html", {"received": found, "subject": subject})
