"""Evidence packets: asked for by the hospital or by a centre of which it is a member, kept for some days, purged."""

from collections.abc import Collection
from datetime import date, timedelta

from django.core.files.base import File
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access import jobs, logbook
from access.actor import Actor
from access.models import Job
from access.refusals import Forbidden, Refused, refusal
from access.texts import text
from access.verbs import verb
from network import packet_permissions as permissions
from network import packets
from network.models import EvidencePacket, Hospital, Membership
from network.models.evidence_packet import KEEP_DAYS
from tools import clock

WORK = "network.packet"
LONGEST_DAYS = 366 * 6
NOT_YOURS = text(
    "network.packet.not_yours",
    _("Evidence is put together by the hospital's administrator, and by a centre for its members."),
)
BAD_PERIOD = text("network.packet.bad_period", _("The period must begin before it ends, and end today at the latest."))
TOO_LONG = text("network.packet.too_long", _("Choose a period of at most six years."))
NO_CHAPTER = text("network.packet.no_chapter", _("Choose at least one chapter."))


def hospitals_for(actor: Actor):
    """The hospitals of which the actor may have evidence: the own one, and members of the own networks today."""
    own = Hospital.objects.permitted(actor, permissions.MAKE_PACKET).order_by().values("pk")
    members = Membership.objects.permitted(actor, permissions.MAKE_PACKET).current().order_by().values("hospital")
    return Hospital.objects.filter(Q(pk__in=own) | Q(pk__in=members)).order_by("sort_key")


@verb(open_because="the own hospital, or a member of the own network: asked inside")
def ask(
    hospital: Hospital, *, first_day: date, last_day: date, chapters: Collection[str], by: Actor
) -> EvidencePacket:
    """Have a packet put together by a job. Raises Forbidden, or Refused for a period or chapters that are none."""
    require(hospital, by)
    known = [source.code for source in packets.sources(chapters)]
    _check(hospital, first_day, last_day, known)
    packet = EvidencePacket.objects.create(
        hospital=hospital, made_by=by.user, first_day=first_day, last_day=last_day, chapters=known
    )
    changes = {"first_day": ("", first_day), "last_day": ("", last_day), "chapters": ("", ", ".join(known))}
    logbook.record(packet, by=by, verb="packet.asked", changes=changes)
    jobs.start(WORK, by=by, about=packet, packet=str(packet.uid))
    return packet


def require(hospital: Hospital, by: Actor) -> None:
    """Raise Forbidden unless the actor may have the hospital's evidence today."""
    if not hospitals_for(by).filter(pk=hospital.pk).exists():
        raise Forbidden(refusal(NOT_YOURS), permissions.MAKE_PACKET, hospital)


def _check(hospital: Hospital, first_day: date, last_day: date, known: list[str]) -> None:
    if not known:
        raise Refused(refusal(NO_CHAPTER), hospital)
    if not first_day <= last_day <= clock.today():
        raise Refused(refusal(BAD_PERIOD), hospital)
    if (last_day - first_day).days > LONGEST_DAYS:
        raise Refused(refusal(TOO_LONG), hospital)


def job_of(packet: EvidencePacket) -> Job | None:
    """The job that makes the packet."""
    return Job.objects.about(packet).order_by("-pk").first()


@verb(open_because="called by the job of the person who asked; asked inside")
def keep(packet: EvidencePacket, *, content: File, sha256: str, files: int, by: Actor) -> EvidencePacket:
    """Keep a finished packet; the first one that is finished stays. Raises Forbidden when the right has ended."""
    require(packet.hospital, by)
    held = EvidencePacket.objects.select_for_update().get(pk=packet.pk)
    if held.file:
        logbook.nothing_changed()
        return held
    held.file.save("packet.zip", content, save=False)
    held.size, held.sha256, held.files = content.size, sha256, files
    held.save(update_fields=["file", "size", "sha256", "files"])
    logbook.record(held, by=by, verb="packet.made", changes={"files": ("", files), "sha256": ("", sha256)})
    return held


def purge_old(*, by: Actor) -> int:
    """Remove the files whose days are over; returns how many."""
    last = clock.moment(clock.today() - timedelta(days=KEEP_DAYS))
    old = EvidencePacket.objects.filter(asked_at__lt=last).exclude(file="")
    return sum(1 for packet in old if purge(packet, by=by))


@verb(permissions.MAKE_PACKET)
def purge(packet: EvidencePacket, *, by: Actor) -> EvidencePacket:
    """Remove the file of a packet; its row stays."""
    stored, key = packet.file.storage, packet.file.name
    packet.file, packet.purged_at = "", clock.now()
    packet.save(update_fields=["file", "purged_at"])
    transaction.on_commit(lambda: stored.delete(key))
    logbook.record(packet, by=by, verb="packet.purged", changes={"sha256": (packet.sha256, "")})
    return packet
