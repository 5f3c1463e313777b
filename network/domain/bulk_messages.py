"""Writing to many members at once: one record, each hospital once, nobody the same words twice within a day."""

import hashlib
from datetime import timedelta

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from access import inbox, logbook
from access.actor import Actor
from access.models import Task
from access.refusals import Refused, refusal
from access.texts import in_first_language, text
from access.verbs import verb
from network import message_permissions as permissions
from network import message_text, news
from network.message_enums import Reach
from network.models import BulkMessage, Centre, Membership, MessageRecipient
from tools import clock

QUIET = timedelta(days=1)
NEWS = text("news.message.bulk", _("%(centre)s writes: %(subject)s"))
NOBODY = text("network.message.nobody", _("No member of the centre's own networks is chosen: tick some rows."))
ALL_REPEATED = text(
    "network.message.all_repeated",
    _("Everybody chosen has had the same message within a day: wait, or write another one."),
)


def own_members(centre: Centre, chosen) -> list[Membership]:
    """The chosen memberships of the centre's networks, one for each hospital, by hospital."""
    rows = chosen.filter(network__centre=centre).select_related("hospital", "network")
    first: dict[int, Membership] = {}
    for row in rows.order_by("hospital__sort_key", "hospital_id", "pk"):
        first.setdefault(row.hospital_id, row)
    return list(first.values())


def open_tasks(members: list[Membership], by: Actor) -> dict[str, set[int]]:
    """Kinds of open tasks of these hospitals, each with the hospitals that have one: of things that the actor sees."""
    hospitals = [member.hospital_id for member in members]
    rows = Task.objects.open().filter(scope_kind="hospital", scope_id__in=hospitals)
    tasks = list(rows.values_list("kind", "scope_id", "object_type", "object_id"))
    seen = {label: _visible(label, [t[3] for t in tasks if t[2] == label], by) for label in {t[2] for t in tasks}}
    found: dict[str, set[int]] = {}
    for kind, hospital, label, key in tasks:
        if key in seen[label]:
            found.setdefault(kind, set()).add(hospital)
    return found


def _visible(label: str, keys: list[int], by: Actor) -> set[int]:
    rows = apps.get_model(label)._default_manager.filter(pk__in=keys)
    return set(rows.visible_to(by).values_list("pk", flat=True)) if hasattr(rows, "visible_to") else set()


@verb(permissions.SEND_MESSAGE)
def send(
    centre: Centre, *, members: list[Membership], subject: str, body: str, task_kind: str = "", by: Actor
) -> BulkMessage:
    """Send a message to the people of these hospitals; with ``task_kind`` only where such a task is open.

    Whoever had the same words within a day is left out. Raises Refused when nobody is left, and for bad fields.
    """
    _check(subject, body)
    if task_kind:
        having = open_tasks(members, by).get(task_kind, set())
        members = [member for member in members if member.hospital_id in having]
    members = [member for member in members if member.network.centre_id == centre.pk]
    if not members:
        raise Refused(refusal(NOBODY), centre)
    # Two who send the same at once wait for each other here.
    centre = Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)
    digest = hashlib.sha256("\n".join((task_kind, subject, body)).encode()).hexdigest()
    told = _told_lately(centre, digest)
    if told.issuperset(member.hospital_id for member in members):
        raise Refused(refusal(ALL_REPEATED), centre)
    words = {"subject": subject, "body": body, "task_kind": task_kind, "digest": digest}
    message = BulkMessage.objects.create(centre=centre, sent_by=by.user, **words)
    recipients = _recipients(message, members, told)
    changes = {"subject": ("", subject), "recipients": (None, len(recipients))}
    logbook.record(message, by=by, verb="message.sent", changes=changes)
    return message


def _check(subject: str, body: str) -> None:
    for written in (subject, body):
        found = message_text.problem(written)
        if found is not None:
            raise Refused(found)


def _told_lately(centre: Centre, digest: str) -> set[int]:
    """The hospitals that had the same words from the centre within a day."""
    rows = MessageRecipient.objects.filter(
        message__centre=centre, message__digest=digest, message__sent_at__gt=clock.now() - QUIET, reach=Reach.TOLD
    )
    return set(rows.values_list("hospital_id", flat=True))


def _recipients(message: BulkMessage, members: list[Membership], told: set[int]) -> list[MessageRecipient]:
    people = news.people_of_hospitals({member.hospital_id for member in members})
    rows = [
        MessageRecipient(
            message=message,
            centre=message.centre,
            hospital=member.hospital,
            membership=member,
            reach=_reach(member, people, told),
            text=message_text.filled(message.body, member),
        )
        for member in members
    ]
    MessageRecipient.objects.bulk_create(rows, batch_size=500)
    for row, member in zip(rows, members, strict=True):
        if row.reach == Reach.TOLD:
            words = {
                "centre": in_first_language(message.centre),
                "subject": message_text.filled(message.subject, member),
            }
            inbox.notify(people[row.hospital_id], NEWS, row, **words)
    return rows


def _reach(member: Membership, people: dict, told: set[int]) -> str:
    if member.hospital_id in told:
        return Reach.REPEATED
    return Reach.TOLD if people.get(member.hospital_id) else Reach.NOBODY
