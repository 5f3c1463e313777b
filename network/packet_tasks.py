"""Evidence packets, put together beside the pages and removed by the clock; imported when the application starts."""

import hashlib
import tempfile

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from access import beats, jobs
from access.actor import Actor
from access.texts import text
from network import packets
from network.domain import evidence_packets
from network.domain.packet_building import LANGUAGE, build
from network.models import EvidencePacket
from tools.archives import pieces_of

MADE = text("network.packet.made", _("%(files)s files are in the packet. It can be downloaded until %(day)s."))


@jobs.work(evidence_packets.WORK, _("Put evidence together"))
def make_packet(progress, *, packet: str) -> dict:
    """Write the packet into a temporary file, then keep it. Raises Forbidden when the right has ended meanwhile."""
    found = EvidencePacket.objects.select_related("hospital").get(uid=packet)
    evidence_packets.require(found.hospital, progress.by)
    if not found.file:
        found = _made(found, progress)
    params = {"files": found.files, "day": found.kept_until.isoformat()}
    return {"code": MADE, "params": params, "url": found.get_absolute_url()}


def _made(packet: EvidencePacket, progress) -> EvidencePacket:
    asked = packets.Asked(packet.hospital, progress.by, packet.first_day, packet.last_day)
    with tempfile.TemporaryFile() as file, override(LANGUAGE):
        lines = build(file, asked, packets.sources(packet.chapters), progress.advance)
        file.seek(0)
        digest = hashlib.sha256()
        for piece in pieces_of(file):
            digest.update(piece)
        file.seek(0)
        count = sum(line.packed is not None for line in lines)
        content = File(file, name="packet.zip")
        return evidence_packets.keep(packet, content=content, sha256=digest.hexdigest(), files=count, by=progress.by)


@beats.each_day("network.packets", at="03:50", title=_("Removal of evidence packets whose days are over"))
def purge_packets() -> None:
    """The files go, the rows stay."""
    evidence_packets.purge_old(by=Actor.as_system("network.packets"))
